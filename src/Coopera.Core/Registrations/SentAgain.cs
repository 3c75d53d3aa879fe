using Coopera.Core.Data;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>
/// The same form twice: a double click, "send again" of a browser, an answer that was lost. It is told by what is in it, from the same
/// network and only for a while: who types all that somebody else wrote would learn from the answer whether they have a place.
/// </summary>
internal static class SentAgain
{
    private static readonly TimeSpan While = TimeSpan.FromMinutes(10);

    public static async Task<bool> IsAsync(CooperaDb db, Registration registration, SentSignUp sent) =>
        registration.Says(sent.Participant, sent.Notice.FutureInvitations)
        && !(registration.Status == RegistrationStatus.Unconfirmed && sent.At >= registration.ConfirmBy)
        && (Proves(sent.Proof, registration) || await IsOfSameHandAsync(db, registration, sent))
        && await AnswerBook.HoldsAsync(db, registration.Id, sent.Participant.Answers);

    public static bool Proves(SignUpProof? proof, Registration registration) => proof == SignUpProof.Of(registration);

    private static async Task<bool> IsOfSameHandAsync(CooperaDb db, Registration registration, SentSignUp sent) =>
        sent.At - (registration.ChangedAt ?? registration.CreatedAt) < While
        && (sent.Network is not { } network
            || await db.SignUpAttempts.AnyAsync(a => a.RegistrationId == registration.Id && a.Place == network));
}
