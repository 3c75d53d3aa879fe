using Coopera.Core.Data;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>
/// The same form twice: a double click, "send again" of a browser, an answer that was lost. It is told by what is in it, and only for a
/// while: later, who types all that somebody wrote would learn from the answer whether they have a place.
/// </summary>
internal static class SentAgain
{
    private static readonly TimeSpan While = TimeSpan.FromMinutes(10);

    public static async Task<bool> IsAsync(CooperaDb db, Registration registration, SentSignUp sent) =>
        (Proves(sent.Proof, registration) || sent.At - (registration.ChangedAt ?? registration.CreatedAt) < While)
        && !(registration.Status == RegistrationStatus.Unconfirmed && sent.At >= registration.ConfirmBy)
        && registration.Says(sent.Participant, sent.Notice.FutureInvitations)
        && await AnswerBook.HoldsAsync(db, registration.Id, sent.Participant.Answers);

    public static bool Proves(SignUpProof? proof, Registration registration) => proof == SignUpProof.Of(registration);

    /// <summary>For the browser whose first answer was lost: it is the one that sends from the same network.</summary>
    public static async Task<SignUpProof?> ProofAsync(CooperaDb db, Registration registration, SentSignUp sent) =>
        Proves(sent.Proof, registration)
        || await db.SignUpAttempts.AnyAsync(a => a.RegistrationId == registration.Id && a.Place == (sent.Network ?? ""))
            ? SignUpProof.Of(registration)
            : null;
}
