//! The text of an article given to a program, and what it answers.

use std::io::{self, Read, Write as _};
use std::os::unix::process::CommandExt;
use std::process::{Child, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, kill_process_group, waitid};

use crate::app::{Event, Notice};
use crate::text::SafeText;

use super::{Outdoors, beside, command, done, ending, not_started, warning};

/// The most bytes of an answer that are looked at.
const ANSWER: u64 = 64 * 1024;

/// The most lines of an answer that go to the log.
const LINES: usize = 100;

/// A program that takes longer is ended.
const LONGEST: Duration = Duration::from_secs(30);

/// A program that is stopped more often wants the terminal itself.
const STOPS: usize = 3;

/// Between two looks whether it has ended.
const PAUSE: Duration = Duration::from_millis(10);

/// The time for the last of an answer once the program has ended.
const REST: Duration = Duration::from_millis(500);

/// What a program writes to one place, as soon as that is known.
type Answer = Receiver<Vec<SafeText>>;

impl Outdoors {
    /// Starts a program and gives it the text, while the screen goes on. In a group of its own it cannot take keys from the
    /// terminal.
    pub(super) fn pipe(&self, words: &[String], text: String) -> Notice {
        let (mut command, name) = command(words);
        let streams = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = match streams.process_group(0).spawn() {
            Ok(child) => child,
            Err(error) => return not_started(&name, &error),
        };
        let running = done(&format!("{name} has the text"));
        match beside(&self.teller, move || answer(&name, child, text)) {
            Ok(()) => running,
            Err(error) => warning(&format!("the text was not given away: {error}")),
        }
    }
}

/// Waits for a program and says what it answered.
fn answer(name: &str, mut child: Child, text: String) -> Vec<Event> {
    let (output, errors) = match give(&mut child, text) {
        Ok(answers) => answers,
        Err(error) => {
            end(&mut child);
            let why = format!("{name} was ended before it had the whole text: {error}");
            return vec![Event::Notice(warning(&why))];
        }
    };
    let ended = wait(&mut child);
    let lines = |from: &Answer| from.recv_timeout(REST).unwrap_or_default();
    let (output, errors) = (lines(&output), lines(&errors));
    match ended {
        Ok(status) if status.success() => told(name, output, done, "has read it"),
        Ok(status) => told(
            name,
            if errors.is_empty() { output } else { errors },
            warning,
            &format!("ended with {}", ending(status)),
        ),
        Err(why) => vec![Event::Notice(warning(&format!("{name} {why}, and was ended")))],
    }
}

/// Gives a program the text while what it writes is read: to its output, and of mistakes.
fn give(child: &mut Child, text: String) -> io::Result<(Answer, Answer)> {
    if let Some(mut input) = child.stdin.take() {
        // Whoever has read enough may close it.
        aside(move || drop(input.write_all(text.as_bytes())))?;
    }
    Ok((lines_of(child.stdout.take())?, lines_of(child.stderr.take())?))
}

/// Does something in a thread of its own, for as long as the program goes on.
fn aside(work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new().name("outside".to_owned()).spawn(work).map(drop)
}

/// The first line as a notice, and all of them in the log.
fn told(name: &str, lines: Vec<SafeText>, notice: fn(&str) -> Notice, otherwise: &str) -> Vec<Event> {
    let Some(first) = lines.first() else {
        return vec![Event::Notice(notice(&format!("{name} {otherwise}")))];
    };
    let more = match lines.len() - 1 {
        0 => String::new(),
        1 => " · 1 more line under !".to_owned(),
        more => format!(" · {more} more lines under !"),
    };
    let text = format!("{name}: {first}{more}");
    let rest = lines.into_iter().skip(1);
    vec![Event::Notice(notice(&text)), Event::Noted(rest.collect())]
}

/// Reads what a program writes to the end, keeping the first lines.
fn lines_of(stream: Option<impl Read + Send + 'static>) -> io::Result<Answer> {
    let (sender, receiver) = mpsc::sync_channel(1);
    let Some(mut stream) = stream else { return Ok(receiver) };
    aside(move || {
        let mut bytes = Vec::new();
        let _ = stream.by_ref().take(ANSWER).read_to_end(&mut bytes);
        // The rest is read too, so that the program is not held up.
        let _ = io::copy(&mut stream, &mut io::sink());
        let text = String::from_utf8_lossy(&bytes);
        let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
        let _ = sender.send(lines.take(LINES).map(SafeText::label).collect());
    })?;
    Ok(receiver)
}

/// How a program ended; ends it, with all it started, where it takes too long or waits for the terminal.
fn wait(child: &mut Child) -> Result<ExitStatus, String> {
    let (since, pid) = (Instant::now(), Pid::from_child(child));
    let mut stops = 0;
    let why = loop {
        if let Ok(Some(status)) = child.try_wait() {
            return Ok(status);
        }
        if since.elapsed() >= LONGEST {
            break format!("took longer than {} s", LONGEST.as_secs());
        }
        // Whoever reads keys from the terminal stops its whole group; the program itself need not have done so.
        if is_stopped(pid) {
            stops += 1;
            if stops > STOPS {
                break "wants keys from the terminal, which it cannot have".to_owned();
            }
            let _ = kill_process(pid, Signal::CONT);
        }
        thread::sleep(PAUSE);
    };
    end(child);
    Err(why)
}

/// Ends a program with all it started.
fn end(child: &mut Child) {
    let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
    let _ = child.wait();
}

/// Whether a program was stopped since this was asked last.
fn is_stopped(pid: Pid) -> bool {
    matches!(waitid(WaitId::Pid(pid), WaitIdOptions::STOPPED | WaitIdOptions::NOHANG), Ok(Some(_)))
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    fn answered(program: &str, arguments: &[&str], text: &str) -> Vec<Event> {
        let mut command = Command::new(program);
        let streams =
            command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let streams = streams.process_group(0);
        answer(program, streams.spawn().unwrap(), text.to_owned())
    }

    fn said(events: &[Event]) -> &str {
        let Some(Event::Notice(notice)) = events.first() else { return "" };
        &notice.text
    }

    #[test]
    fn the_answer_is_told_and_cleaned() {
        assert_eq!(said(&answered("wc", &["-w"], "one two three")).split_whitespace().last(), Some("3"));
        assert_eq!(said(&answered("cat", &[], "a\x1b]0;b\x07\nc\nd\n")), "cat: a␛ · 2 more lines under !");
        assert_eq!(said(&answered("true", &[], &"long ".repeat(100_000))), "true has read it");
        assert_eq!(said(&answered("false", &[], "a")), "false ended with exit code 1");
        assert!(said(&answered("ls", &["--no-such-option"], "a")).starts_with("ls: "));
    }

    #[test]
    fn a_program_that_stops_itself_is_ended_and_one_that_is_stopped_goes_on() {
        let stopping =
            |times: usize| format!("read line; {} echo \"$line\"", "kill -STOP $$; ".repeat(times));
        let since = Instant::now();
        assert_eq!(said(&answered("sh", &["-c", &stopping(2)], "one\n")), "sh: one");
        let told = "sh wants keys from the terminal, which it cannot have, and was ended";
        assert_eq!(said(&answered("sh", &["-c", &stopping(9)], "one\n")), told);
        assert!(since.elapsed() < LONGEST);
    }

    #[test]
    fn a_long_answer_is_cut_and_read_to_its_end() {
        let text = "a line that is repeated\n".repeat(40_000);
        let events = answered("cat", &[], &text);
        assert_eq!(said(&events), "cat: a line that is repeated · 99 more lines under !");
    }
}
