package seal

import "penggai/store/schema"

// Owner is whose the sensitive values of a row are; the zero Owner is nobody.
type Owner struct {
	Kind string
	ID   int64
}

// OwnerOf reads from a row whose its sensitive values are.
func OwnerOf(table string, columns []string, values []any) Owner {
	o, ok := schema.OwnerOf(table)
	if !ok {
		return Owner{}
	}
	out := Owner{Kind: o.Kind}
	for i, name := range columns {
		if name == o.Column {
			out.ID, _ = values[i].(int64)
		}
		text, _ := values[i].(string)
		if kind, ok := o.Apart(name, text); ok {
			out.Kind = kind
		}
	}
	return out
}
