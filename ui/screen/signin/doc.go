// Package signin lets people in: account and password, the role to work in, a first password to be changed;
// and shows one's own account: switch role, change password, sign out.
//
//	signin.New ── right ──> change the password, when it was set by someone else
//	                    ──> choose a role, when there are several
//	                    ──> Env.SignIn, screen.SignedIn with Env.First
package signin
