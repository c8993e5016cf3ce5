//! One at a time builds a site or numbers its items, and one at a time writes an output folder, whichever site it is
//! of: locks that die with their process.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use anyhow::bail;

use super::trouble::cannot;

const NAME: &str = "lock";
const PAUSE: Duration = Duration::from_millis(100);
const PATIENCE: u32 = 100;
/// Pauses after which the person at the terminal should know what is waited for.
const SILENCE: u32 = 5;

/// Held while the site is written or the next number of an item is looked for; the operating system lets go of it when the process ends, however it ends.
///
/// None where the system has no such lock: no reason not to build.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "held, never read")] Option<File>);

impl Lock {
    /// Takes the lock of a site, or none when another process holds it.
    pub(super) fn seize(cache: &Path) -> anyhow::Result<Option<Self>> {
        fs::create_dir_all(cache).map_err(|error| cannot("新建文件夹", cache)(error))?;
        let path = cache.join(NAME);
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|error| cannot("打开", &path)(error))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self(Some(file)))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) if is_without_locks(&error) => Ok(Some(Self(None))),
            Err(TryLockError::Error(error)) => Err(cannot("锁定", &path)(error)),
        }
    }

    /// Takes the lock of an output folder, which two sites may have been told to write; or none when another process
    /// holds it. The folder itself is locked: nothing that is published shows it.
    pub(super) fn seize_folder(out: &Path) -> Option<Self> {
        // A folder that is not there yet, and what cannot be locked, is checked before the seal.
        let Ok(folder) = File::open(out) else {
            return Some(Self(None));
        };
        match folder.try_lock() {
            Ok(()) => Some(Self(Some(folder))),
            Err(TryLockError::WouldBlock) => None,
            Err(TryLockError::Error(_)) => Some(Self(None)),
        }
    }

    /// Takes the lock of a site; waits some seconds for another build to end, and soon tells that it waits.
    ///
    /// # Errors
    /// When it does not end, or the machine fails.
    pub fn wait(cache: &Path, waits: &dyn Fn()) -> anyhow::Result<Self> {
        patiently(waits, || Self::seize(cache))
    }

    /// As [`Lock::wait`], of an output folder.
    pub(super) fn wait_for_folder(out: &Path, waits: &dyn Fn()) -> anyhow::Result<Self> {
        patiently(waits, || Ok(Self::seize_folder(out)))
    }
}

/// Whether a file system has no locks to give: NFS without its lock service says "no locks available" (ENOLCK), for
/// which the standard library has no kind.
fn is_without_locks(error: &std::io::Error) -> bool {
    #[cfg(unix)]
    let is_full = error.raw_os_error() == Some(rustix::io::Errno::NOLCK.raw_os_error());
    #[cfg(not(unix))]
    let is_full = false;
    is_full || error.kind() == ErrorKind::Unsupported
}

fn patiently(
    waits: &dyn Fn(),
    seize: impl Fn() -> anyhow::Result<Option<Lock>>,
) -> anyhow::Result<Lock> {
    for pauses in 0..PATIENCE {
        if let Some(lock) = seize()? {
            return Ok(lock);
        }
        if pauses == SILENCE {
            waits();
        }
        sleep(PAUSE);
    }
    bail!("另一个 gongkai 正在使用这个网站，等了 10 秒还没有结束；请等它结束后再试")
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};

    use super::{Lock, is_without_locks};

    #[cfg(unix)]
    #[test]
    fn a_share_without_a_lock_service_is_built_without_a_lock() {
        use rustix::io::Errno;
        for (error, is_without) in [
            (Errno::NOLCK, true),
            (Errno::NOTSUP, true),
            (Errno::IO, false),
        ] {
            let error = std::io::Error::from_raw_os_error(error.raw_os_error());
            assert_eq!(
                is_without_locks(&error),
                is_without,
                "{error}: {:?}",
                error.kind()
            );
        }
    }

    #[test]
    fn who_waits_says_so_once_and_goes_on_when_the_other_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let held = |lock: Option<Lock>| RefCell::new(Some(lock.expect("free")));
        let (site, out) = (
            held(Lock::seize(folder.path()).expect("a cache")),
            held(Lock::seize_folder(folder.path())),
        );
        assert!(Lock::seize(folder.path()).expect("a cache").is_none());
        let said = Cell::new(0);
        Lock::wait(folder.path(), &|| {
            said.set(said.get() + 1);
            drop(site.take());
        })
        .expect("the other has ended");
        if cfg!(unix) {
            assert!(Lock::seize_folder(folder.path()).is_none());
            Lock::wait_for_folder(folder.path(), &|| {
                said.set(said.get() + 1);
                drop(out.take());
            })
            .expect("the other has ended");
            assert_eq!(said.get(), 2);
        }
        Lock::wait(folder.path(), &|| panic!("nobody is waited for")).expect("free");
    }
}
