package identity

import (
	"strings"
	"unicode/utf8"

	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// idProvinces are the first two digits of the region codes (GB/T 2260) that identity numbers begin with;
// 83 is the residence permit of people from Taiwan.
var idProvinces = map[string]bool{
	"11": true, "12": true, "13": true, "14": true, "15": true, "21": true, "22": true, "23": true,
	"31": true, "32": true, "33": true, "34": true, "35": true, "36": true, "37": true,
	"41": true, "42": true, "43": true, "44": true, "45": true, "46": true,
	"50": true, "51": true, "52": true, "53": true, "54": true,
	"61": true, "62": true, "63": true, "64": true, "65": true,
	"71": true, "81": true, "82": true, "83": true,
}

const (
	idWeights    = "79a584216379a5842" // GB 11643: 2^(17-i) mod 11 in base 11, a = 10
	idCheckChars = "10X98765432"       // by the sum mod 11
	idFirstYear  = 1880                // nobody born before lives

	creditChars    = "0123456789ABCDEFGHJKLMNPQRTUWXY" // GB 32100: no I, O, S, V, Z
	creditRegistry = "123456789AY"                     // who registers; N comes besides
)

// CheckIDNumber checks a citizen's identity number by GB 11643: 18 characters, a region, a day of birth that exists,
// and the check character. Spaces, full-width digits and a small x are taken. A 15-digit number is told to use 18.
func CheckIDNumber(s string) error {
	id := PlainID(s)
	switch {
	case id == "":
		return say.ErrFieldEmpty
	case len(id) == 15 && onlyDigits(id):
		return ErrIDFifteen.With(s)
	case len(id) != 18 || !onlyDigits(id[:17]) || !strings.ContainsRune(idCheckChars, rune(id[17])):
		return ErrIDForm.With(s)
	case !idProvinces[id[:2]] || id[2:4] == "00" && id[0] < '7': // 71, 81, 82 and 83 have no cities
		return ErrIDRegion.With(s)
	}
	if birth := IDBirth(id); birth.IsZero() {
		return ErrIDBirth.With(s)
	}
	sum := 0
	for i := range 17 {
		sum += int(id[i]-'0') * strings.IndexByte("0123456789a", idWeights[i])
	}
	if idCheckChars[sum%11] != id[17] {
		return ErrIDCheck.With(s)
	}
	return nil
}

// IDBirth is the day of birth in an 18-character identity number; no date when it is none.
func IDBirth(s string) civil.Date {
	id := PlainID(s)
	if len(id) != 18 {
		return civil.Date{}
	}
	d, err := civil.Parse(id[6:10] + "-" + id[10:12] + "-" + id[12:14])
	if err != nil || d.Year() < idFirstYear {
		return civil.Date{}
	}
	return d
}

// CheckCreditCode checks a unified social credit code by GB 32100: 18 characters without I, O, S, V and Z, digits for
// the region, and the check character modulo 31. A 15-digit registration number is told to use the code.
func CheckCreditCode(s string) error {
	code := PlainID(s)
	switch {
	case code == "":
		return say.ErrFieldEmpty
	case len(code) == 15 && onlyDigits(code):
		return ErrCreditFifteen.With(s)
	case len(code) != 18 || strings.Trim(code, creditChars) != "" || !onlyDigits(code[2:8]):
		return ErrCreditForm.With(s)
	case !strings.ContainsRune(creditRegistry+"N", rune(code[0])):
		return ErrCreditForm.With(s)
	}
	sum, weight := 0, 1
	for i := range 17 {
		sum += strings.IndexByte(creditChars, code[i]) * weight
		weight = weight * 3 % 31
	}
	if creditChars[(31-sum%31)%31] != code[17] {
		return ErrCreditCheck.With(s)
	}
	return nil
}

// MaskID shows an identity number or credit code to people who need not know it: the first 6 and the last 4
// characters, stars between. Anything shorter than 12 characters shows its last 2 only.
func MaskID(s string) string {
	id := []rune(PlainID(s))
	switch n := len(id); {
	case n == 0:
		return ""
	case n < 12:
		shown := min(2, n/2)
		return strings.Repeat("*", n-shown) + string(id[n-shown:])
	default:
		return string(id[:6]) + strings.Repeat("*", n-10) + string(id[n-4:])
	}
}

// MaskPhone shows a telephone number with its middle hidden: 138****5678.
func MaskPhone(s string) string {
	p := PlainPhone(s)
	if len(p) < 7 {
		return strings.Repeat("*", len(p))
	}
	return p[:3] + strings.Repeat("*", len(p)-7) + p[len(p)-4:]
}

// MaskName shows a person's name as notices print it: the family name and 某 for each further character, two at most.
func MaskName(s string) string {
	name := []rune(strings.TrimSpace(s))
	if len(name) == 0 {
		return ""
	}
	return string(name[:1]) + strings.Repeat("某", min(2, max(1, len(name)-1)))
}

func onlyDigits(s string) bool {
	return s != "" && utf8.ValidString(s) && strings.Trim(s, "0123456789") == ""
}

// Identity numbers and credit codes.
var (
	ErrIDForm        = say.Refuse("id_form", "身份证号应为 18 位，前 17 位是数字，末位是数字或 X，请核对证件")
	ErrIDFifteen     = say.Refuse("id_fifteen", "15 位身份证号已停用，请填 18 位号码")
	ErrIDRegion      = say.Refuse("id_region", "身份证号前几位不是有效的地区代码，请核对证件")
	ErrIDBirth       = say.Refuse("id_birth", "身份证号中的出生日期不存在，请核对证件")
	ErrIDCheck       = say.Refuse("id_check", "身份证号末位校验不符，有一位填错了，请核对证件")
	ErrCreditForm    = say.Refuse("credit_form", "统一社会信用代码应为 18 位数字或大写字母（不含 I、O、S、V、Z），请核对营业执照")
	ErrCreditFifteen = say.Refuse("credit_fifteen", "15 位注册号已停用，请填营业执照上的 18 位统一社会信用代码")
	ErrCreditCheck   = say.Refuse("credit_check", "统一社会信用代码末位校验不符，有一位填错了，请核对营业执照")
)
