package keep

import "penggai/allocation"

// What is done here besides allocation.ActCarryErasure: who draws a list up does not carry it out.
var (
	ActProposeErasure  = allocation.Action{Code: "erasure.propose", Title: "拟定到期清理", Roles: []allocation.Role{allocation.Admin}}
	ActRefuseErasure   = allocation.Action{Code: "erasure.refuse", Title: "不同意到期清理", Roles: []allocation.Role{allocation.Approver}}
	ActWithdrawErasure = allocation.Action{Code: "erasure.withdraw", Title: "撤回到期清理", Roles: []allocation.Role{allocation.Admin}}
	ActArchive         = allocation.Action{Code: "case.archive", Title: "出案卷包", Roles: []allocation.Role{allocation.Approver, allocation.Manager}}
	ActHold            = allocation.Action{Code: "keeping.hold", Title: "保全资料", Roles: []allocation.Role{allocation.Admin, allocation.Approver}}
	ActLiftHold        = allocation.Action{Code: "keeping.lift", Title: "解除保全", Roles: []allocation.Role{allocation.Approver}}
)
