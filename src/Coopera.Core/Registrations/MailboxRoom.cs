using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>Who is signed up with an address, for somebody who would be there, too. Looked at under the webinar's lock.</summary>
/// <param name="First">Another person: who has the key of the address, unless only a colleague is accepted.</param>
/// <param name="Same">Who has the same name, and so is the same person.</param>
/// <param name="IsShared">The key of the address is not for who comes.</param>
public sealed record MailboxRoom(Registration? First, Registration? Same, bool IsShared)
{
    /// <param name="except">The registration that would come here.</param>
    public static async Task<MailboxRoom> LookAsync(
        CooperaDb db, int webinarId, EmailAddress address, string firstName, string lastName, Guid except = default)
    {
        var own = Registration.SharedKeyOf(address, firstName, lastName);

        var there = await db.AtMailbox(address.Key, webinarId).AsNoTracking()
            .Where(r => r.ActiveKey != null && r.Id != except).ToListAsync();
        var colleague = there.Where(r => r.ActiveKey != address.Key && r.ActiveKey != own)
            .OrderBy(r => r.Status == RegistrationStatus.Unconfirmed).ThenBy(r => r.Number).FirstOrDefault();
        return Of(there.Find(r => r.ActiveKey == address.Key), there.Find(r => r.ActiveKey == own), colleague, firstName, lastName);
    }

    /// <param name="plain">Who has the key of the address.</param>
    /// <param name="own">Who has the person's own key.</param>
    /// <param name="colleague">Somebody with a key of their own; who has the key of the address may have left.</param>
    public static MailboxRoom Of(Registration? plain, Registration? own, Registration? colleague, string firstName, string lastName)
    {
        var same = own ?? (plain?.IsNamed(firstName, lastName) == true ? plain : null);
        var first = plain == same ? null : plain;
        first = first is { IsAccepted: true } || colleague is null || (first is not null && !colleague.IsAccepted) ? first : colleague;
        return new MailboxRoom(first, same, plain is not null || first is not null);
    }

    public static Task<MailboxRoom> LookAsync(CooperaDb db, int webinarId, Participant participant, Guid except = default) =>
        LookAsync(db, webinarId, participant.Email, participant.FirstName, participant.LastName, except);

    public static async Task<bool> IsFullAsync(CooperaDb db, int webinarId, EmailAddress address) =>
        await db.AtMailbox(address.Key, webinarId).CountAsync(r => r.ActiveKey != null) >= Registration.MostAtMailbox;
}
