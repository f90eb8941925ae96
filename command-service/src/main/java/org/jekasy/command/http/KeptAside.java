package org.jekasy.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.jekasy.command.ledger.Confirmation;
import org.jekasy.language.Actor;
import org.jekasy.language.reference.Role;
import org.springframework.stereotype.Component;

/** Records what was kept aside: by the way it would have come in, as whoever sent it. */
@Component
public class KeptAside {
    private final LedgerController alone;
    private final BatchController together;
    private final Discretion discretion;

    KeptAside(LedgerController alone, BatchController together, Discretion discretion) {
        this.alone = alone;
        this.together = together;
        this.discretion = discretion;
    }

    /** What became of it: {@code recorded} when all of it is in the ledger now, be it waiting for a second person; and what each would have been answered. */
    public record Told(boolean recorded, List<Answer> answers) {
        /** Whether none of it waits where it was: it is recorded, or kept under a number of its own because its counter came before with another content. */
        public boolean over() {
            return answers.stream().allMatch(answer -> answer.isRecorded() || answer.kept() != null);
        }
    }

    /**
     * {@code entries} of a batch by their index, or all where none is named. {@code confirmed} is what whoever decides confirms of each. What is refused stays
     * where it is; what was recorded before is not recorded twice. {@code gate} looks at the numbers.
     */
    public Told record(
            String path,
            byte[] body,
            Set<Integer> entries,
            Actor by,
            Set<Role> roles,
            PhoneGate gate,
            List<Confirmation> confirmed,
            HttpServletRequest sent) {
        discretion.begins(sent);
        Sender sender = new Sender(by, roles, gate, confirmed);
        List<Answer> answers = path.equals(BatchController.PATH)
                ? together.answers(body, entries, sender, sent)
                : List.of(alone.answer(Door.at(path), body, sender, sent));
        return new Told(answers.stream().allMatch(Answer::isRecorded), answers);
    }
}
