package exchange

import "penggai/allocation"

// Packages between offices: the log of an office goes out whole, so whoever answers for the office sends it; whose key is good the administrator
// alone says.
var (
	ActPack      = allocation.Action{Code: "exchange.pack", Title: "打数据包", Roles: []allocation.Role{allocation.Approver, allocation.Admin}}
	ActUnpack    = allocation.Action{Code: "exchange.unpack", Title: "收数据包", Roles: []allocation.Role{allocation.Manager, allocation.Approver, allocation.Supervisor, allocation.Admin}}
	ActReceipt   = allocation.Action{Code: "exchange.receipt", Title: "收回执", Roles: []allocation.Role{allocation.Manager, allocation.Approver, allocation.Admin}}
	ActIntroduce = allocation.Action{Code: "exchange.introduce", Title: "认下单位印鉴", Roles: []allocation.Role{allocation.Admin}}
)
