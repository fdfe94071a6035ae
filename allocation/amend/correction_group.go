package amend

import (
	"slices"

	"penggai/allocation"
)

// groups are the groups that are claimed, and all that can be.
func groups(r *ApplicationRecord) (chosen, options []string) {
	for _, g := range r.Groups {
		options = append(options, g.Name)
	}
	for _, g := range r.Application.Groups {
		if !slices.Contains(options, g.Title) {
			options = append(options, g.Title)
		}
	}
	return slices.DeleteFunc(slices.Clone(options), func(o string) bool {
		return !slices.ContainsFunc(r.Application.Groups, func(g allocation.GroupClaim) bool { return g.Title == o })
	}), options
}

func setGroups(r CorrectionRecord, _ int64, v string, _ CorrectionMoment) error {
	a := r.Application
	had, proof := a.Application.Groups, proofOf(a.Application)
	a.Application.Groups = nil
	for _, title := range lines(v) {
		i := slices.IndexFunc(had, func(g allocation.GroupClaim) bool { return g.Title == title })
		if i >= 0 {
			a.Application.Groups = append(a.Application.Groups, had[i])
			continue
		}
		for _, g := range a.Groups {
			if g.Name == title {
				a.Application.Groups = append(a.Application.Groups, allocation.GroupClaim{
					Code: g.Code, Title: g.Name, Eligible: g.Eligible, Priority: g.First(), Base: g.Priority == allocation.PriorityBase, Proof: proof,
				})
			}
		}
	}
	return nil
}

// proofOf is what shows the claimed groups: one text for all of them.
func proofOf(a allocation.Application) string {
	for _, g := range a.Groups {
		if g.Proof != "" {
			return g.Proof
		}
	}
	return ""
}

// acceptedGroups are the claimed groups whose proof the review has accepted, and all that are claimed.
func acceptedGroups(r *ApplicationRecord) (chosen, options []string) {
	for _, g := range r.Application.Groups {
		options = append(options, g.Title)
		if g.Accepted {
			chosen = append(chosen, g.Title)
		}
	}
	return chosen, options
}

func setAcceptedGroups(r CorrectionRecord, _ int64, v string, at CorrectionMoment) error {
	list := r.Application.Application.Groups
	for i := range list {
		now := slices.Contains(lines(v), list[i].Title)
		if now != list[i].Accepted {
			list[i].Accepted, list[i].Decided, list[i].Remark = now, at.Today, ""
			if !now {
				list[i].Remark = at.Reason
			}
		}
	}
	return nil
}

// claimedGroups is of how many claimed groups the proof can be mended.
const claimedGroups = 6

// groupUntilRows is the last day of the proof of the n-th claimed group.
func groupUntilRows(n int) entriesOf {
	return func(r CorrectionRecord) []CorrectionEntry {
		a := r.Application.Application
		if n >= len(a.Groups) {
			return nil
		}
		return []CorrectionEntry{{Row: a.ID, Title: a.Groups[n].Title, Value: dateText(a.Groups[n].Until)}}
	}
}
