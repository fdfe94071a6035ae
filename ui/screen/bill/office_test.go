package bill_test

import (
	"context"
	"fmt"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen/screentest"
)

func TestMain(m *testing.M) { kittest.Main(m) }

// office is the office of the tests with prices, bills and payments.
type office struct {
	*screentest.Office
	t *testing.T
}

func newOffice(t *testing.T) *office { return &office{screentest.New(t), t} }

// prices enters rent and property prices and heating seasons for some years.
func (o *office) prices(from, to int) {
	o.t.Helper()
	for y := from; y <= to; y++ {
		p := store.PriceRow{
			District: "尖山区", Year: y, Priced: true, Document: fmt.Sprintf("双价发〔%d〕3 号", y), DocumentDay: civil.MustParse("2017-11-01"), Payee: "区财政局",
		}
		for fee, fen := range map[allocation.Fee]allocation.Money{allocation.FeeRent: 2000, allocation.FeeProperty: 150, allocation.FeeWater: 430} {
			p.Fee, p.Fen = fee, fen
			o.Must(o.Store.SetPrice(context.Background(), o.Who[allocation.Manager], p, ""))
		}
		p.Fee, p.Fen, p.From, p.To = allocation.FeeHeating, 4300, civil.On(y, 10, 20), civil.On(y+1, 4, 21)
		o.Must(o.Store.SetPrice(context.Background(), o.Who[allocation.Manager], p, ""))
	}
}
