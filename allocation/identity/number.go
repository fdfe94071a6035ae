package identity

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// Document is a kind of identity document. A number says by its form which one it is of.
type Document string

// The documents that name a person at the counter (二: residents of the city and investors from outside).
const (
	Citizen    Document = "citizen"  // identity card, GB 11643
	Permit     Document = "permit"   // residence permit of residents of Hong Kong, Macau and Taiwan: numbered in the same way
	Foreigner  Document = "foreign"  // foreign permanent resident's card: 9, place, nation, birth, check character of GB 11643
	ForeignOld Document = "older"    // the older form of that card: three letters of the nation, twelve digits
	Passport   Document = "passport" // or a travel permit
)

// Title is the document's Chinese word.
func (d Document) Title() string { return say.TitleOf(documentTitles, d) }

var documentTitles = map[Document]string{
	Citizen: "居民身份证", Permit: "港澳台居民居住证", Foreigner: "外国人永久居留身份证", ForeignOld: "外国人永久居留证（旧版）", Passport: "护照或通行证",
}

// DocumentOf recognises the document of a number, whole or masked; empty when it is of none.
func DocumentOf(s string) Document {
	id := PlainID(s)
	switch {
	case len(id) == 18 && id[0] == '9':
		return Foreigner
	case len(id) == 18 && (id[:2] == "81" || id[:2] == "82" || id[:2] == "83"):
		return Permit
	case len(id) == 18:
		return Citizen
	case len(id) == 15 && strings.Trim(id[:3], letters) == "":
		return ForeignOld
	case len(id) >= passportLeast && len(id) <= passportMost:
		return Passport
	}
	return ""
}

const (
	letters       = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	digits        = "0123456789"
	passportLeast = 6
	passportMost  = 12
	passportFigs  = 9 // a passport without a letter has so many digits; a telephone has not
)

// Leading is how many cells of a text must be seen for the number of a record, or the day, that it begins with to be read whole when
// the rest is cut ("RZ-SFT-2021-0001 .."); 0 when it begins with a word.
func Leading(text string) int {
	head, rest, more := strings.Cut(text, " ")
	if strings.Trim(head, letters+digits+"-+") != "" {
		return 0
	}
	if more && rest != "" {
		return len(head) + len(" ..")
	}
	return len(head)
}

// idProvinces are the first two digits of the region codes (GB/T 2260) that identity numbers begin with; 81, 82 and 83 are the
// residence permits of Hong Kong, Macau and Taiwan.
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
	hainan       = "4600"              // its counties stand right under the province
	hainanLast   = "36"

	creditChars = "0123456789ABCDEFGHJKLMNPQRTUWXY" // GB 32100: no I, O, S, V, Z
)

// creditKinds are the second signs of a credit code by its first: who registers, and what (GB 32100).
var creditKinds = map[byte]string{
	'1': "1239", '2': "19", '3': "123459", '4': "19", '5': "1239", '6': "129", '7': "129", '8': "19", '9': "1239", 'A': "19", 'N': "1239", 'Y': "1",
}

// CheckIDNumber checks the number of an identity document on a day: of 18 characters a region, a day of birth that exists and
// has come, and the check character of GB 11643; of the older card of foreigners a birth; of a passport its signs alone. Spaces,
// full-width digits and a small x are taken. A 15-digit number is told to use 18.
func CheckIDNumber(s string, today civil.Date) error {
	if Erased(s) {
		return nil
	}
	id := PlainID(s)
	switch {
	case id == "":
		return say.ErrFieldEmpty
	case len(id) == 15 && onlyDigits(id):
		return ErrIDFifteen.With(s)
	}
	switch DocumentOf(id) {
	case Citizen, Permit, Foreigner:
		return checkEighteen(id, s, today)
	case ForeignOld:
		switch {
		case !onlyDigits(id[3:]):
			return ErrIDForm.With(s)
		case !dayExists("19"+id[7:13]) && !dayExists("20"+id[7:13]):
			return ErrIDBirth.With(s)
		}
		return nil
	case Passport:
		if strings.Trim(id, letters+digits) == "" && strings.ContainsAny(id, digits) && (strings.ContainsAny(id, letters) || len(id) == passportFigs) {
			return nil
		}
	}
	return ErrIDForm.With(s)
}

// checkEighteen checks a number of 18 characters.
func checkEighteen(id, typed string, today civil.Date) error {
	switch {
	case !onlyDigits(id[:17]) || !strings.ContainsRune(idCheckChars, rune(id[17])):
		return ErrIDForm.With(typed)
	case !regionExists(id[:6]):
		return ErrIDRegion.With(typed)
	}
	birth := IDBirth(id)
	switch {
	case birth.IsZero():
		return ErrIDBirth.With(typed)
	case !today.IsZero() && birth.After(today):
		return ErrIDFuture.With(typed)
	}
	if IDCheck(id[:17]) != id[17:] {
		return ErrIDCheck.With(typed)
	}
	return nil
}

// IDCheck is the check character of GB 11643 behind 17 digits.
func IDCheck(digits string) string {
	sum := 0
	for i := range 17 {
		sum += int(digits[i]-'0') * strings.IndexByte("0123456789a", idWeights[i])
	}
	return idCheckChars[sum%11 : sum%11+1]
}

// regionExists reports whether a number may begin with six digits: those of a county, of a permit (without cities), or of a foreigner:
// 9, the place of the application, the nation.
func regionExists(region string) bool {
	switch {
	case region[0] == '9':
		return idProvinces[region[1:3]] && region[1] < '7' && region[3:] != "000"
	case region[0] == '8':
		return idProvinces[region[:2]] && region[2:] == "0000"
	case region[:4] == hainan:
		return region[4:] > "00" && region[4:] <= hainanLast
	}
	return idProvinces[region[:2]] && (region[2:4] != "00" || region[0] == '7') // 71 has no cities
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

// dayExists reports whether eight digits are a day.
func dayExists(s string) bool {
	_, err := civil.Parse(s[:4] + "-" + s[4:6] + "-" + s[6:])
	return err == nil
}

// FullAge is the age from which a person may act alone (民法典 第十七条).
const FullAge = 18

// BirthOn is the day of birth in the number of a document as it is read on a day: the older card of foreigners leaves the century open,
// it is the last one that has come. No date of a document without one.
func BirthOn(s string, today civil.Date) civil.Date {
	id := PlainID(s)
	if DocumentOf(id) != ForeignOld || !onlyDigits(id[3:]) {
		return IDBirth(id)
	}
	for _, century := range []string{"20", "19"} {
		d, err := civil.Parse(century + id[7:9] + "-" + id[9:11] + "-" + id[11:13])
		if err == nil && !d.After(today) {
			return d
		}
	}
	return civil.Date{}
}

// Minor reports whether the number is of a person who is not of full age on a day; a number without a birth is of none.
func Minor(s string, today civil.Date) bool {
	birth := BirthOn(s, today)
	return !birth.IsZero() && !today.IsZero() && birth.AddMonths(12*FullAge).After(today)
}

// CheckCreditCode checks a unified social credit code by GB 32100: 18 characters without I, O, S, V and Z, the second sign one that
// goes with the first, digits for the region, and the check character modulo 31. A 15-digit registration number is told to use the
// code, the number of a person is told apart.
func CheckCreditCode(s string) error {
	code := PlainID(s)
	switch {
	case code == "":
		return say.ErrFieldEmpty
	case len(code) == 15 && onlyDigits(code):
		return ErrCreditFifteen.With(s)
	}
	err := checkCredit(code, s)
	if (err != nil || code[0] != '9') && len(code) == 18 && checkEighteen(code, s, civil.Date{}) == nil {
		return ErrCreditPerson.With(s)
	}
	return err
}

func checkCredit(code, typed string) error {
	switch {
	case len(code) != 18 || strings.Trim(code, creditChars) != "" || !onlyDigits(code[2:8]):
		return ErrCreditForm.With(typed)
	case !strings.Contains(creditKinds[code[0]], code[1:2]):
		return ErrCreditKind.With(typed)
	}
	if CreditCheck(code[:17]) != code[17:] {
		return ErrCreditCheck.With(typed)
	}
	return nil
}

// CreditCheck is the check character of GB 32100 behind 17 of its signs.
func CreditCheck(signs string) string {
	sum, weight := 0, 1
	for i := range 17 {
		sum += strings.IndexByte(creditChars, signs[i]) * weight
		weight = weight * 3 % 31
	}
	at := (31 - sum%31) % 31
	return creditChars[at : at+1]
}

// MaskID shows an identity number or credit code to people who need not know it: the first 6 and the last 4
// characters, stars between. Of 12 to 17 characters it shows the first 3 and the last 2, of fewer its last 2 only.
func MaskID(s string) string {
	if Erased(s) {
		return TextErased
	}
	id := []rune(PlainID(s))
	switch n := len(id); {
	case n == 0:
		return ""
	case n < 12:
		shown := min(2, n/2)
		return strings.Repeat("*", n-shown) + string(id[n-shown:])
	case n < 18:
		return string(id[:3]) + strings.Repeat("*", n-5) + string(id[n-2:])
	default:
		return string(id[:6]) + strings.Repeat("*", n-10) + string(id[n-4:])
	}
}

// MaskPhone shows a telephone number with its middle hidden: 138****5678.
func MaskPhone(s string) string {
	if Erased(s) {
		return TextErased
	}
	p, extension, _ := strings.Cut(PlainPhone(s), "-")
	if len(p) < 7 {
		return strings.Repeat("*", len(p))
	}
	if extension != "" {
		extension = "-" + extension
	}
	return p[:3] + strings.Repeat("*", len(p)-7) + p[len(p)-4:] + extension
}

// MaskName shows a person's name as notices print it: the family name and 某 for each further character, two at most.
func MaskName(s string) string {
	name := []rune(strings.TrimSpace(s))
	if len(name) == 0 {
		return ""
	}
	return string(name[:1]) + strings.Repeat("某", min(2, max(1, len(name)-1)))
}

// numbersWithin are numbers of documents and mobile telephones in a text, with the sign in front of them.
var numbersWithin = regexp.MustCompile(`(^|[^0-9A-Za-z])([0-9]{17}[0-9Xx]|1[3-9][0-9]{9})\b`)

// MaskWithin masks the identity numbers and mobile telephones that stand in a text.
func MaskWithin(text string) string {
	return numbersWithin.ReplaceAllStringFunc(text, func(found string) string {
		parts := numbersWithin.FindStringSubmatch(found)
		if len(parts[2]) == 18 {
			return parts[1] + MaskID(parts[2])
		}
		return parts[1] + MaskPhone(parts[2])
	})
}

// MaskPosted masks in a text that is posted the names of persons, those of others that read like a person's and are no firm's, identity
// numbers and mobile telephones.
func MaskPosted(text string, persons, firms, others []string) string {
	var names []string
	for i, name := range slices.Concat(persons, others) {
		n := len([]rune(name))
		if n > 1 && (i < len(persons) || n < 5 && !slices.Contains(firms, name)) {
			names = append(names, name, MaskName(name))
		}
	}
	return MaskWithin(strings.NewReplacer(names...).Replace(text))
}

func onlyDigits(s string) bool {
	return s != "" && utf8.ValidString(s) && strings.Trim(s, "0123456789") == ""
}

// Identity numbers and credit codes.
var (
	ErrIDForm        = say.Refuse("id_form", "应为 18 位数字（末位可为 X）；旧版永居证 15 位，护照 6 至 12 位，请核对证件")
	ErrIDFifteen     = say.Refuse("id_fifteen", "15 位身份证号已停用，请填 18 位号码")
	ErrIDRegion      = say.Refuse("id_region", "证件号前几位不是有效的地区代码，请核对证件")
	ErrIDBirth       = say.Refuse("id_birth", "证件号中的出生日期不存在，请核对证件")
	ErrIDFuture      = say.Refuse("id_future", "证件号中的出生日期晚于今天，请核对证件")
	ErrIDCheck       = say.Refuse("id_check", "证件号末位校验不符，有一位填错了，请核对证件")
	ErrCreditForm    = say.Refuse("credit_form", "统一社会信用代码应为 18 位数字或大写字母（不含 I、O、S、V、Z），请核对营业执照")
	ErrCreditKind    = say.Refuse("credit_kind", "统一社会信用代码前两位不是有效的登记机关和类别（企业 91，个体工商户 92，合作社 93），请核对营业执照")
	ErrCreditPerson  = say.Refuse("credit_person", "这是个人的证件号，不是统一社会信用代码；请填营业执照上的代码，个人请按个人登记")
	ErrCreditFifteen = say.Refuse("credit_fifteen", "15 位注册号已停用，请填营业执照上的 18 位统一社会信用代码")
	ErrCreditCheck   = say.Refuse("credit_check", "统一社会信用代码末位校验不符，有一位填错了，请核对营业执照")
)
