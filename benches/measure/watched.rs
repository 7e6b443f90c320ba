//! A program in a pseudo-terminal, each part of what it draws with the time at which it came.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// The size of the terminal.
const SIZE: PtySize = PtySize { rows: 50, cols: 160, pixel_width: 0, pixel_height: 0 };

/// Longer than anything that is measured takes.
const PATIENCE: Duration = Duration::from_secs(600);

/// A running program and what its terminal shows.
pub struct Watched {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    parts: Receiver<(Instant, Vec<u8>)>,
    emulator: vt100::Parser,
    /// Holds the terminal open.
    _master: Box<dyn MasterPty + Send>,
}

impl Watched {
    /// Starts a program.
    pub fn start(mut command: CommandBuilder) -> Result<Self> {
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        command.cwd(std::env::current_dir()?);
        let pair = native_pty_system().openpty(SIZE)?;
        let mut reader = pair.master.try_clone_reader()?;
        let keys = pair.master.take_writer()?;
        let (sender, parts) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                let part = buffer.get(..length).unwrap_or_default().to_vec();
                if sender.send((Instant::now(), part)).is_err() {
                    break;
                }
            }
        });
        let child = pair.slave.spawn_command(command)?;
        let emulator = vt100::Parser::new(SIZE.rows, SIZE.cols, 0);
        Ok(Self { child, keys, parts, emulator, _master: pair.master })
    }

    /// Its number.
    pub fn process(&self) -> u32 {
        self.child.process_id().unwrap_or_default()
    }

    /// Presses keys; gives the time before.
    pub fn press(&mut self, keys: &str) -> Result<Instant> {
        let before = Instant::now();
        self.keys.write_all(keys.as_bytes())?;
        self.keys.flush()?;
        Ok(before)
    }

    /// Waits until the screen is as wanted; gives the time at which the part came that made it so.
    pub fn until(&mut self, what: &str, wanted: impl Fn(&str) -> bool) -> Result<Instant> {
        let patience = Instant::now() + PATIENCE;
        loop {
            let left = patience.saturating_duration_since(Instant::now());
            let (time, part) =
                self.parts.recv_timeout(left).with_context(|| format!("waiting for {what}"))?;
            self.emulator.process(&part);
            if wanted(&self.emulator.screen().contents()) {
                return Ok(time);
            }
        }
    }

    /// Waits until nothing more is drawn for a while; gives the time of the last part, if there was any.
    pub fn quiet(&mut self, pause: Duration) -> Result<Option<Instant>> {
        let mut last = None;
        loop {
            match self.parts.recv_timeout(pause) {
                Ok((time, part)) => {
                    self.emulator.process(&part);
                    last = Some(time);
                }
                Err(RecvTimeoutError::Timeout) => return Ok(last),
                Err(RecvTimeoutError::Disconnected) => bail!("the program ended"),
            }
        }
    }

    /// What the terminal shows.
    pub fn screen(&self) -> String {
        self.emulator.screen().contents()
    }

    /// Presses the keys that end the program, and waits for its end.
    pub fn leave(mut self, keys: &str) -> Result<()> {
        // A program that has ended takes no keys.
        let _ = self.press(keys);
        self.child.wait()?;
        Ok(())
    }
}
