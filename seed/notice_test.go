package seed

import (
	"errors"
	"testing"

	"penggai/allocation/civil"
)

// notices are what the State Council published for two years, a feast a line.
var notices = map[int]string{
	2018: `一、元旦：1月1日放假，与周末连休。
二、春节：2月15日至21日放假调休，共7天。2月11日（星期日）、2月24日（星期六）上班。
三、清明节：4月5日至7日放假调休，共3天。4月8日（星期日）上班。
四、劳动节：4月29日至5月1日放假调休，共3天。4月28日（星期六）上班。
五、端午节：6月18日放假，与周末连休。
六、中秋节：9月24日放假，与周末连休。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期六）、9月30日（星期日）上班。
八、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。`,
	2024: `一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。`,
}

// TestNoticeAgainstLibrary: the notice as published gives the working days that the calendar library has for the year.
func TestNoticeAgainstLibrary(t *testing.T) {
	want := Calendar()
	for year, text := range notices {
		days, err := civil.ParseNotice(text, year)
		if err != nil {
			t.Fatal(year, err)
		}
		got := civil.NewCalendar(days)
		for d := civil.On(year, 1, 1); d.Year() == year; d = d.AddDays(1) {
			if got.IsWorkday(d) != want.IsWorkday(d) {
				t.Errorf("%s: working day %v, the library says %v", d, got.IsWorkday(d), want.IsWorkday(d))
			}
		}
	}
}

func TestNoticeFaults(t *testing.T) {
	for _, tc := range []struct {
		text string
		line int
		why  civil.NoticeWhy
	}{
		{"", 1, civil.NoticeNoDay},
		{"按规定执行", 1, civil.NoticeNoDay},
		{"元旦：1月1日放假。\n春节：2月6日至12日", 2, civil.NoticeNoWord},
		{"春节：2月30日放假", 1, civil.NoticeBadDay},
		{"春节：2月12日至6日放假", 1, civil.NoticeBadDay},
		{"春节：2月6日至5月12日放假", 1, civil.NoticeBadDay},
		{"春节：2030年2月6日放假", 1, civil.NoticeFarYear},
		{"春节：2月6日放假。2月8日上班", 1, civil.NoticeWeekday},
		{"元旦：2027-01-02 放假\n春节：2027-01-02 上班", 1, civil.NoticeTwice},
	} {
		_, err := civil.ParseNotice(tc.text, 2027)
		var fault *civil.NoticeFault
		if !errors.As(err, &fault) || fault.Line != tc.line || fault.Why != tc.why {
			t.Errorf("%q: %v, want line %d, reason %d", tc.text, err, tc.line, tc.why)
		}
	}
}

func TestNoticeInOtherWriting(t *testing.T) {
	days, err := civil.ParseNotice("元旦： ２０２７-０１-０１ 至 ２０２７-０１-０３ 放假\n2027/2/6~2027/2/12 放假 2027-02-14 上班", 2027)
	if err != nil || len(days) != 11 || days[0].Name != "元旦" || days[10].Day != civil.MustParse("2027-02-14") || !days[10].Work {
		t.Errorf("%v, %v", days, err)
	}
}
