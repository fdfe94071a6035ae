//go:build !windows

package signet

// Kept says how the keys are protected on this system.
const Kept = "保存在只有本用户可读的文件里"

// protected is the kind of a file whose key a system sealed; this one seals none.
const protected = "PROTECTED PRIVATE KEY"

// protect leaves a key as it is: its file is for its owner alone.
func protect(der []byte) (kind string, kept []byte, err error) { return plain, der, nil }

// unprotect cannot open what another system sealed.
func unprotect([]byte) ([]byte, error) { return nil, ErrForeign }
