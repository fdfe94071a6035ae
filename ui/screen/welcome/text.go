package welcome
