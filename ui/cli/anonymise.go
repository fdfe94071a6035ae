package cli

import (
	"context"
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/training"
)

// anonymise is `penggai anonymise`: a copy to learn on, of the same cases and other people.
func anonymise(ctx context.Context, s Streams, args []string) error {
	f := flags("anonymise")
	var p place
	f.StringVar(&p.folder, "data", "", "")
	to := f.String("to", "", "")
	if _, err := parse(f, args, 0); err != nil {
		return err
	}
	if *to == "" {
		return usageError{usageOf(f)}
	}
	st, err := p.openForReading(s)
	if err != nil {
		return err
	}
	defer st.Close()
	password, err := askPassword(s, textTrainingPassword)
	if err != nil {
		return err
	}
	made, err := training.Make(ctx, st.Store, *to, password, engine.Options{}, reportProgress(s.Err, trainingStages))
	if err != nil {
		return err
	}
	fmt.Fprintf(s.Out, "已建立培训用数据：%s\n抄了 %d 行，姓名、证件、电话、地址、文字、附件都已换成虚构的；房源、日期、面积、金额照原样，申请、合同、账单等编号也照原样。\n", *to, made.Rows)
	fmt.Fprintln(s.Out, "每个屏幕、文书和导出都标“培训用”，以后不能转为正式。原数据没有改动。")
	if len(made.Unproved) > 0 {
		fmt.Fprintf(s.Out, "批次 %s 的抽签文本写有代表姓名，换名后签号不同，核对会指出这些批次与原结果不符，其余不受影响。\n", strings.Join(made.Unproved, "、"))
	}
	fmt.Fprintln(s.Out, "账号（密码都是刚才给的那一个）：")
	for _, a := range made.Accounts {
		fmt.Fprintf(s.Out, "  %s  %s  %s%s\n", a.Name, a.Display, rolesText(a.Roles), map[bool]string{false: "  已停用"}[a.Active])
	}
	fmt.Fprintf(s.Out, "输入 penggai --data %s 登录。\n", *to)
	return nil
}

// rolesText are role codes as people read them.
func rolesText(codes string) string {
	list := strings.Split(codes, ",")
	for i, r := range list {
		list[i] = allocation.Role(r).Title()
	}
	return strings.Join(list, "、")
}

var trainingStages = map[string]string{training.StageLook: "看原数据", training.StageCopy: "抄写", training.StageLog: "写日志"}

const textTrainingPassword = "培训数据里各账号共用的密码："
