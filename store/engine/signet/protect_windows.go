package signet

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// Kept says how the keys are protected on this system.
const Kept = "由 Windows 加密保管（DPAPI，只有本用户能用）"

// protected is the kind of a file whose key the system sealed for the user who is signed in.
const protected = "PROTECTED PRIVATE KEY"

// protect seals a key with CryptProtectData.
func protect(der []byte) (kind string, sealed []byte, err error) {
	sealed, err = blob(der, func(in, out *windows.DataBlob) error {
		return windows.CryptProtectData(in, nil, nil, 0, nil, windows.CRYPTPROTECT_UI_FORBIDDEN, out)
	})
	return protected, sealed, err
}

// unprotect opens what protect sealed; another user cannot, nor another computer.
func unprotect(sealed []byte) ([]byte, error) {
	return blob(sealed, func(in, out *windows.DataBlob) error {
		return windows.CryptUnprotectData(in, nil, nil, 0, nil, windows.CRYPTPROTECT_UI_FORBIDDEN, out)
	})
}

// blob hands bytes to the system and takes what it gives back out of its memory.
func blob(data []byte, call func(in, out *windows.DataBlob) error) ([]byte, error) {
	if len(data) == 0 {
		return nil, ErrForeign
	}
	in := windows.DataBlob{Size: uint32(len(data)), Data: &data[0]} //nolint:gosec // a key is short
	var out windows.DataBlob
	if err := call(&in, &out); err != nil {
		return nil, err
	}
	got := append([]byte(nil), unsafe.Slice(out.Data, out.Size)...)
	_, err := windows.LocalFree(windows.Handle(unsafe.Pointer(out.Data)))
	return got, err
}
