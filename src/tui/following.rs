//! Goes along with what became of the articles the reader is at: a copy that is listed in the place of one, or what
//! stands on its page now.

use super::desk::{Desk, Rereading};
use super::interrupt::{Interrupt, Interrupted};
use crate::app::{Event, Request};
use crate::article::{ArticleId, Became};

impl Desk {
    /// Lists what is asked for, from where the articles now are that the reader is at.
    pub(super) fn list(&mut self, request: &Request, interrupt: &Interrupt) -> Result<Event, Interrupted> {
        let mut request = request.clone();
        let mut became = Vec::new();
        for id in &mut request.around.articles {
            let Some(fate) = self.what_became_of(*id) else { continue };
            became.push((*id, fate));
            *id = fate.now().unwrap_or(*id);
        }
        let mut listing = self.listings.list(&self.library, &request, interrupt)?;
        listing.became = became;
        Ok(Event::Listed(Box::new(listing)))
    }

    /// What became of an article; it is looked for once for the same articles.
    fn what_became_of(&mut self, id: ArticleId) -> Option<Became> {
        let seen = self.opened.as_deref().filter(|seen| seen.id == id);
        let became = *self.became.entry(id).or_insert_with(|| self.library.became(id, seen));
        match became {
            Some(Became::Changed(now)) if self.rereading != Rereading::Nothing => Some(Became::Reread(now)),
            became => became,
        }
    }

    /// What was answered was about other articles.
    pub(super) fn forget_answers(&mut self) {
        self.listings.read_again();
        self.became.clear();
    }

    /// What the state is told when the library it knows is another.
    pub(super) fn read_again(&mut self) -> Event {
        self.forget_answers();
        Event::ReadAgain(self.loaded())
    }
}
