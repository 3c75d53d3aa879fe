using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>Who is signed up with an address, for somebody who would be there, too. Looked at under the webinar's lock.</summary>
/// <param name="First">Another person, who has the key of the address.</param>
/// <param name="Same">Who has the same name, and so is the same person.</param>
/// <param name="IsShared">Somebody has the key of the address.</param>
public sealed record MailboxRoom(Registration? First, Registration? Same, bool IsShared)
{
    /// <param name="except">The registration that would come here.</param>
    public static async Task<MailboxRoom> LookAsync(
        CooperaDb db, int webinarId, EmailAddress address, string firstName, string lastName, Guid except = default)
    {
        var own = Registration.SharedKeyOf(address, firstName, lastName);
        var there = await db.Registrations.AsNoTracking()
            .Where(r => r.WebinarId == webinarId && (r.ActiveKey == address.Key || r.ActiveKey == own) && r.Id != except).ToListAsync();
        return Of(there.Find(r => r.ActiveKey == address.Key), there.Find(r => r.ActiveKey == own), firstName, lastName);
    }

    /// <param name="plain">Who has the key of the address.</param>
    /// <param name="own">Who has the person's own key.</param>
    public static MailboxRoom Of(Registration? plain, Registration? own, string firstName, string lastName)
    {
        var same = own ?? (plain?.IsNamed(firstName, lastName) == true ? plain : null);
        return new MailboxRoom(plain == same ? null : plain, same, plain is not null);
    }

    public static Task<MailboxRoom> LookAsync(CooperaDb db, int webinarId, Participant participant, Guid except = default) =>
        LookAsync(db, webinarId, participant.Email, participant.FirstName, participant.LastName, except);

    public static async Task<bool> IsFullAsync(CooperaDb db, int webinarId, EmailAddress address) =>
        await db.Registrations.CountAsync(r => r.EmailKey == address.Key && r.WebinarId == webinarId && r.ActiveKey != null)
            >= Registration.MostAtMailbox;
}
