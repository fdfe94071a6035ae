package screen

// What people read from the contract itself.
const textInternal = "系统内部错误"
