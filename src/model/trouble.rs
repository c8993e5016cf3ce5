//! What the machine could not do, in words that an editor understands.

use std::io::{Error, ErrorKind};

/// Why the system refused, in the editor's language and with the way to mend it.
#[must_use]
pub fn reason(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            "磁盘空间不足，请腾出空间后再试"
        }
        ErrorKind::PermissionDenied => "没有权限，请检查这个路径的读写权限",
        ErrorKind::ReadOnlyFilesystem => "所在的磁盘是只读的",
        ErrorKind::NotFound => "路径不存在，可能刚被移走",
        ErrorKind::AlreadyExists => {
            "这个位置上已有文件，或者有一个指向不存在之处的链接；请换一个位置，或者先把它移走"
        }
        ErrorKind::NotADirectory => "路径中间有一段不是文件夹",
        ErrorKind::IsADirectory => "这个位置上是一个文件夹",
        ErrorKind::DirectoryNotEmpty => "文件夹里还有别的文件",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "正被别的程序占用",
        ErrorKind::AddrInUse => "端口已被占用",
        ErrorKind::AddrNotAvailable => "这台机器没有这个地址",
        _ => "系统报错",
    }
}
