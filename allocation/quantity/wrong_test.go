package quantity

import (
	"errors"
	"testing"
)

// TestWrong: each message says what is wrong and what would be right.
func TestWrong(t *testing.T) {
	area := func(s string) error { _, err := ParseArea(s); return err }
	money := func(s string) error { _, err := ParseMoney(s); return err }
	for _, tt := range []struct {
		got  error
		bad  error
		want string
	}{
		{area("-5"), ErrBadArea, "面积不能是负数（-5），请填 0 或正数，如 5"},
		{area("－5㎡"), ErrBadArea, "面积不能是负数（－5㎡），请填 0 或正数，如 5"},
		{area("142.355"), ErrBadArea, "面积最多两位小数（142.355），请填如 142.35"},
		{area("一百"), ErrBadArea, "面积看不懂，请按平方米填写，最多两位小数，如 142.35（一百）"},
		{money("-1,518.40元"), ErrBadMoney, "金额不能是负数（-1,518.40元），请填 0 或正数，如 1518.40"},
		{money("12345678901234"), ErrBadMoney, "金额位数太多（12345678901234），小数点前最多 13 位，请核对"},
	} {
		if !errors.Is(tt.got, tt.bad) || tt.got.Error() != tt.want {
			t.Errorf("%v, want %s", tt.got, tt.want)
		}
	}
}
