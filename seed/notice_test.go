package seed

import (
	"errors"
	"slices"
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
		days, err := civil.ParseNotice(text, year, nil)
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
		_, err := civil.ParseNotice(tc.text, 2027, nil)
		var fault *civil.NoticeFault
		if !errors.As(err, &fault) || fault.Line != tc.line || fault.Why != tc.why {
			t.Errorf("%q: %v, want line %d, reason %d", tc.text, err, tc.line, tc.why)
		}
	}
}

func TestNoticeInOtherWriting(t *testing.T) {
	days, err := civil.ParseNotice("元旦： ２０２７-０１-０１ 至 ２０２７-０１-０３ 放假\n2027/2/6~2027/2/12 放假 2027-02-14 上班", 2027, nil)
	if err != nil || len(days) != 11 || days[0].Name != "元旦" || days[10].Day != civil.MustParse("2027-02-14") || !days[10].Work {
		t.Errorf("%v, %v", days, err)
	}
}

// TestNoticeAsItIsPublished: heading, addressees and the signature's date around the days do not disturb them.
func TestNoticeAsItIsPublished(t *testing.T) {
	whole := "国务院办公厅关于2024年部分节假日安排的通知\n国办发明电〔2023〕7号\n各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n" +
		"经国务院批准，现将2024年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。\n" + notices[2024]
	want, err := civil.ParseNotice(notices[2024], 2024, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, foot := range []string{"\n\n国务院办公厅\n2023年10月25日", "\n国务院办公厅 2023年10月25日\n（此件公开发布）\n", "　　2023 年 10 月 25 日"} {
		got, err := civil.ParseNotice(whole+foot, 2024, nil)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("with %q at its foot: %d days, %v", foot, len(got), err)
		}
	}
}

// TestNoticeWithAHeading: what stands above a notice on the page that it is copied from does not disturb it, and its title says the year.
func TestNoticeWithAHeading(t *testing.T) {
	want, err := civil.ParseNotice(notices[2024], 2024, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, head := range []string{
		"国务院办公厅关于2024年部分节假日安排的通知\n2023-10-25 15:30 来源：新华社\n",
		"索引号：000014349/2023-00066\n成文日期：2023年10月25日\n标　　题：国务院办公厅关于2024年部分节假日安排的通知\n发布日期： 2023年10月25日\n",
		"国务院办公厅关于\n2024年部分节假日安排的通知\n发布时间：2023年10月25日\n",
		"2023年10月25日\n国务院办公厅关于 2024 年部分节假日安排的通知\n",
	} {
		got, err := civil.ParseNotice(head+notices[2024], 2024, nil)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q above: %d days, %v", head, len(got), err)
		}
		if year, said := civil.NoticeYear(head + notices[2024]); !said || year != 2024 {
			t.Errorf("%q above: of %d", head, year)
		}
	}
	if year, said := civil.NoticeYear("一、元旦：1月1日放假。"); said {
		t.Errorf("a notice without a year is of %d", year)
	}
}

// TestNoticeThatAmends: the notices that prolonged the Spring Festival of 2020, widened Labour Day of 2019 and freed a day of
// 2015.
func TestNoticeThatAmends(t *testing.T) {
	known := civil.NewCalendar([]civil.SpecialDay{
		{Day: civil.MustParse("2020-01-24"), Name: "春节"},
		{Day: civil.MustParse("2020-01-30"), Name: "春节"},
		{Day: civil.MustParse("2020-02-01"), Name: "春节", Work: true},
	})
	for _, tc := range []struct {
		text string
		year int
		want []string // a day, + when it is worked
	}{
		{
			"国务院办公厅关于延长2020年春节假期的通知\n一、延长2020年春节假期至2月2日（农历正月初九，星期日），2月3日（星期一）起正常上班。\n2020年1月26日", 2020,
			[]string{"2020-01-31", "2020-02-01", "2020-02-02"},
		},
		{
			"一、2019年5月1日至4日放假调休，共4天。4月28日（星期日）、5月5日（星期日）上班。", 2019,
			[]string{"2019-04-28+", "2019-05-01", "2019-05-02", "2019-05-03", "2019-05-04", "2019-05-05+"},
		},
		{
			"9月3日至5日调休放假，共3天。其中9月3日（星期四）放假，9月4日（星期五）调休，9月6日（星期日）上班。", 2015,
			[]string{"2015-09-03", "2015-09-04", "2015-09-05", "2015-09-06+"},
		},
	} {
		days, err := civil.ParseNotice(tc.text, tc.year, known)
		var got []string
		for _, d := range days {
			text := d.Day.String()
			if d.Work {
				text += "+"
			}
			got = append(got, text)
		}
		if err != nil || !slices.Equal(got, tc.want) {
			t.Errorf("%s: %v, %v; want %v", tc.text, got, err, tc.want)
		}
	}
	till := civil.NewCalendar([]civil.SpecialDay{{Day: civil.MustParse("2020-01-31"), Name: "春节"}, {Day: civil.MustParse("2020-02-02"), Name: "春节"}})
	again, err := civil.ParseNotice("延长2020年春节假期至2月2日（农历正月初九，星期日），2月3日（星期一）起正常上班。", 2020, till)
	if err != nil || len(again) != 1 || again[0] != (civil.SpecialDay{Day: civil.MustParse("2020-02-02"), Name: "春节"}) {
		t.Errorf("entered already: %v, %v", again, err)
	}
	_, err = civil.ParseNotice("延长2020年端午节假期至6月28日", 2020, known)
	var fault *civil.NoticeFault
	if !errors.As(err, &fault) || fault.Why != civil.NoticeNoFeast {
		t.Errorf("a feast that the calendar lacks: %v", err)
	}
}

// TestNoticesOfManyYears (条例): the notices as published give every working day of their year that the library has; a day without
// its month belongs to that of the day before it.
func TestNoticesOfManyYears(t *testing.T) {
	want := Calendar()
	for year, text := range map[int]string{
		2017: `一、元旦：1月1日放假，1月2日（星期一）补休。
二、春节：1月27日至2月2日放假调休，共7天。1月22日（星期日）、2月4日（星期六）上班。
三、清明节：4月2日至4日放假调休，共3天。4月1日（星期六）上班。
四、劳动节：5月1日放假，与周末连休。
五、端午节：5月28日至30日放假调休，共3天。5月27日（星期六）上班。
六、中秋节、国庆节：10月1日至8日放假调休，共8天。9月30日（星期六）上班。
各地区、各部门要妥善安排好值班和安全、保卫等工作，遇有重大突发事件，要按规定及时报告并妥善处置。`,
		2021: `一、元旦：2021年1月1日至3日放假，共3天。
二、春节：2月11日至17日放假调休，共7天。2月7日（星期日）、2月20日（星期六）上班。
三、清明节：4月3日至5日放假调休，共3天。
四、劳动节：5月1日至5日放假调休，共5天。4月25日（星期日）、5月8日（星期六）上班。
五、端午节：6月12日至14日放假，共3天。
六、中秋节：9月19日至21日放假调休，共3天。9月18日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月26日（星期日）、10月9日（星期六）上班。`,
		2023: `一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、29日（星期日）上班。
三、清明节：4月5日放假，共1天。
四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。
五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。
六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、8日（星期日）上班。`,
		2025: `一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作，遇有重大突发事件，要按规定及时报告并妥善处置，确保人民群众祥和平安度过节日假期。`,
	} {
		days, err := civil.ParseNotice(text, year, nil)
		if err != nil {
			t.Errorf("%d: %v", year, err)
			continue
		}
		got := civil.NewCalendar(days)
		for d := civil.On(year, 1, 1); d.Before(civil.On(year, 12, 25)); d = d.AddDays(1) {
			if got.IsWorkday(d) != want.IsWorkday(d) {
				t.Errorf("%s: working day %v, the library says %v", d, got.IsWorkday(d), want.IsWorkday(d))
			}
		}
	}
}

// TestNoticesThatAreNotOfAYear: one that says so in its title leaves the rest of its year.
func TestNoticesThatAreNotOfAYear(t *testing.T) {
	for text, amends := range map[string]bool{
		"国务院办公厅关于调整2019年劳动节假期安排的通知\n一、2019年5月1日至4日放假调休，共4天。":       true,
		"国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知\n9月3日至5日调休放假，共3天。": true,
		"国务院办公厅关于延长2020年春节假期的通知":                                   true,
		"国务院办公厅关于2025年部分节假日安排的通知\n一、元旦：1月1日（周三）放假1天，不调休。":          false,
	} {
		if civil.NoticeAmends(text) != amends {
			t.Errorf("%q: amends %v", text, !amends)
		}
	}
}
