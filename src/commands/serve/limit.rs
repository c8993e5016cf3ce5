//! How many files may be open at a time: every connection is one, and most systems begin with a thousand.

/// Asks for more, as far as the system lets everybody have them; what it refuses the preview does without.
#[cfg(unix)]
pub(super) fn raise() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    /// Not the most there is: macOS takes no number above its own, and some programs walk through all there could be.
    const ENOUGH: u64 = 10_240;
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let wanted = maximum.map_or(ENOUGH, |most| most.min(ENOUGH));
    if current.is_some_and(|current| current < wanted) {
        let raised = Rlimit {
            current: Some(wanted),
            maximum,
        };
        let _ = setrlimit(Resource::Nofile, raised);
    }
}

/// Elsewhere connections are not counted so.
#[cfg(not(unix))]
pub(super) fn raise() {}
