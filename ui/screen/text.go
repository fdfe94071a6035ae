package screen

import (
	"fmt"

	"penggai/allocation"
)

// What people read from the contract itself.
const textInternal = "系统内部错误"

func fmtInternal(number string) string {
	return fmt.Sprintf("%s，编号 %s，请告诉系统管理员", textInternal, number)
}

func fmtInternalUnlogged(number string, err error) string {
	return fmt.Sprintf("%s，编号 %s，请告诉系统管理员（日志也写不进去：%v）", textInternal, number, err)
}

func fmtNotYours(act allocation.Action, role allocation.Role) string {
	text := ""
	for i, r := range act.Roles {
		if i > 0 {
			text += "、"
		}
		text += r.Title()
	}
	return fmt.Sprintf("%s由%s办理，您现在是%s", act.Title, text, role.Title())
}
