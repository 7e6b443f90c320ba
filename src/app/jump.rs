//! Back to where one was in the text before a jump: to its beginning or end, to a hit, a highlight or an address.

use super::event::{Effect, NoticeKind};
use super::reading::Reading;
use super::state::App;
use crate::text::SafeText;

impl Reading {
    /// Brings a line to the top, as far as there are lines. What was at the top before is kept as the place to go back
    /// to, unless it is still on screen, or just above or below.
    pub(super) fn jump(&mut self, line: usize) {
        let before = self.top;
        self.go_to(line);
        if self.top.abs_diff(before) > self.height {
            self.left = self.page().map(|page| page.place(before));
        }
    }

    /// Goes to the place that was left by a jump, which leaves this one; says whether there is one.
    fn jump_back(&mut self) -> bool {
        let Some((page, left)) = self.page().zip(self.left) else { return false };
        let (line, here) = (page.line_at(left), page.place(self.top));
        self.go_to(line);
        self.left = Some(here);
        true
    }
}

impl App {
    /// Back to where one was in the text before a jump; the next time forth again.
    pub(super) fn jump_back(&mut self) -> Vec<Effect> {
        if !self.reading.jump_back() {
            self.say(
                NoticeKind::Done,
                SafeText::label("nothing to go back to: no jump was made in this text"),
            );
        }
        Vec::new()
    }
}
