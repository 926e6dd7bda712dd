//! The parent's side: starts the process, waits for its answers as long as is reasonable, and ends it.

use std::io::BufReader;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::wire::{self, Drawn, Opening, Order};
use crate::ingest::{Error, Limits, Roots};
use crate::model::document::Document;
use crate::model::finding::Message;
use crate::model::geometry::PageNo;
use crate::model::raster::Raster;

/// The means to have the pages of one file drawn.
pub(in crate::ingest) struct Pages {
    /// One request at a time; `None` once the process is gone.
    link: Mutex<Option<Link>>,
    limits: Limits,
}

/// A process that reads one file.
struct Link {
    child: Child,
    to: ChildStdin,
    from: Receiver<Vec<u8>>,
}

/// Opens a file in a process of its own: `program` is this program, called as `program reader`.
pub(in crate::ingest) fn open(
    program: &Path,
    file: &str,
    bytes: &[u8],
    limits: &Limits,
    roots: &Roots,
) -> Result<(Document, Pages), Error> {
    let mut link = Link::start(program, limits)?;
    let order = Order { file: file.to_owned(), limits: *limits };
    let sent = wire::send_value(&mut link.to, &order)
        .and_then(|()| wire::send(&mut link.to, roots.bytes()))
        .and_then(|()| wire::send(&mut link.to, bytes));
    sent.map_err(|_| gave_up())?;
    let answer: Opening = link.value(limits)?;
    let document = answer.map_err(Error::Told)?;
    Ok((document, Pages { link: Mutex::new(Some(link)), limits: *limits }))
}

impl Pages {
    /// Has a page drawn.
    pub(in crate::ingest) fn raster(&self, page: PageNo) -> Result<Raster, Error> {
        let mut slot = self.link.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(link) = slot.as_mut() else { return Err(gave_up()) };
        let drawn = link.draw(page, &self.limits);
        if matches!(drawn, Err(Error::Costly { .. })) {
            // What broke or stopped it once is not tried again: the file's other pages are unread too.
            *slot = None;
        }
        drawn
    }
}

impl Link {
    fn start(program: &Path, limits: &Limits) -> Result<Self, Error> {
        let mut command = Command::new(program);
        command.arg("reader").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        // Ctrl-C is for the parent, which ends its children in order.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn().map_err(|error| not_started(&error.to_string()))?;
        let (Some(to), Some(out)) = (child.stdin.take(), child.stdout.take()) else { return Err(not_started("no pipes")) };
        // At most one answer waits: a picture is large.
        let (send, from) = sync_channel(1);
        let most = limits.unpacked;
        std::thread::Builder::new()
            .name("reader".to_owned())
            .spawn(move || {
                let mut out: BufReader<ChildStdout> = BufReader::new(out);
                while let Ok(Some(frame)) = wire::receive(&mut out, most) {
                    if send.send(frame).is_err() {
                        break;
                    }
                }
            })
            .map_err(|error| not_started(&error.to_string()))?;
        Ok(Self { child, to, from })
    }

    fn draw(&mut self, page: PageNo, limits: &Limits) -> Result<Raster, Error> {
        wire::send_value(&mut self.to, &page.0).map_err(|_| gave_up())?;
        let picture = self.value::<Drawn>(limits)?.map_err(Error::Told)?;
        let pixels = self.frame(limits)?;
        if picture.width.checked_mul(picture.height).and_then(|area| area.checked_mul(3)) != Some(pixels.len()) {
            return Err(gave_up());
        }
        Ok(Raster { width: picture.width, height: picture.height, pixels, dpi: picture.dpi })
    }

    fn value<T: serde::de::DeserializeOwned>(&mut self, limits: &Limits) -> Result<T, Error> {
        serde_json::from_slice(&self.frame(limits)?).map_err(|_| gave_up())
    }

    fn frame(&mut self, limits: &Limits) -> Result<Vec<u8>, Error> {
        self.from.recv_timeout(Duration::from_secs(limits.seconds)).map_err(|error| match error {
            RecvTimeoutError::Timeout => Error::Costly {
                what: Message::new(format!("超过 {} 秒", limits.seconds), format!("more than {} seconds", limits.seconds)),
            },
            RecvTimeoutError::Disconnected => gave_up(),
        })
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        // It may be in the middle of anything; nothing of it is wanted any more.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The process ended without an answer: its memory was used up, or its content broke the reader.
fn gave_up() -> Error {
    Error::Costly { what: Message::new("内存不足或内容异常", "more memory than allowed, or content that breaks the reader") }
}

fn not_started(reason: &str) -> Error {
    Error::Told(Message::new(
        format!("无法启动读取 PDF 的子进程（{reason}），请检查系统限制后重试"),
        format!("the process that reads PDF files could not be started ({reason}); check the system's limits and try again"),
    ))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn opened_by(script: &str, name: &str) -> Result<(Document, Pages), Error> {
        use std::os::unix::fs::PermissionsExt;
        let program = std::env::temp_dir().join(format!("pactlint-{name}-{}", std::process::id()));
        std::fs::write(&program, script).expect("temporary file");
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).expect("own file");
        let limits = Limits { seconds: 1, ..Limits::default() };
        // While another test starts a process, that process still holds the script open for writing and nobody may run it.
        let busy = |opened: &Result<_, Error>| matches!(opened, Err(Error::Told(why)) if why.en.contains("os error 26"));
        let tries = std::iter::repeat_with(|| open(&program, "a.pdf", b"%PDF-1.7", &limits, &Roots::default()));
        let opened = tries.take(1000).find(|opened| !busy(opened)).expect("a script that may run");
        std::fs::remove_file(program).expect("own file");
        opened
    }

    #[test]
    fn a_reader_that_never_answers_is_ended() {
        let Err(Error::Costly { what }) = opened_by("#!/bin/sh\nexec sleep 60\n", "silent") else { panic!("it answered") };
        assert_eq!(what.en, "more than 1 seconds");
    }

    #[test]
    fn a_reader_that_answers_nonsense_or_ends_costs_its_file_only() {
        for (name, script) in [("echo", "#!/bin/sh\nexec cat\n"), ("ends", "#!/bin/sh\nexit 1\n")] {
            assert!(matches!(opened_by(script, name), Err(Error::Costly { .. })), "{name}");
        }
    }

    #[test]
    fn a_program_that_cannot_be_started_is_said() {
        let missing = open(Path::new("/no/such/program"), "a.pdf", b"%PDF-1.7", &Limits::default(), &Roots::default());
        assert!(missing.err().is_some_and(|error| error.to_string().contains("could not be started")));
    }
}
