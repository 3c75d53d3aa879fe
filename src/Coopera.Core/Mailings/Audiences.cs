using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.PublicBodies;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.Mailings;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mailings;

/// <summary>Who a message goes to, as things are now.</summary>
public sealed class Audiences(CooperaDb db, PublicBodyDirectory bodies)
{
    /// <param name="until">Who came after it is not meant; null: everybody.</param>
    public async Task<AudienceList> ReadAsync(Audience audience, DateTimeOffset? until = null)
    {
        var register = await bodies.ByCodeAsync();
        var draft = new AudienceDraft(await FailingAsync(), await RestingAsync());
        await (audience.Kind switch
        {
            AudienceKind.People => AddPeopleAsync(draft, audience, register, until ?? DateTimeOffset.MaxValue),
            AudienceKind.Invitations => AddInvitedAsync(draft, audience, register, until ?? DateTimeOffset.MaxValue),
            _ => AddBodiesAsync(draft, audience, register),
        });
        return draft.Done();
    }

    /// <summary>A server has said for good that they take no mail, and nothing has gone there since.</summary>
    private async Task<IReadOnlySet<string>> FailingAsync()
    {
        var failed = await db.OutgoingMails.AsNoTracking()
            .Where(m => (m.Status == OutgoingMailStatus.Failed || m.Status == OutgoingMailStatus.Dismissed)
                && m.FailureKind == MailFailureKind.NoSuchMailbox)
            .Where(m => !db.OutgoingMails.Any(later => later.Mailbox == m.Mailbox && later.Recipient == m.Recipient
                && later.SentAt > m.LastAttemptAt))
            .Select(m => m.Recipient).Distinct().ToListAsync();
        return failed.Select(address => address.Key).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Nothing is sent there: see <see cref="BouncingAddress"/>.</summary>
    private async Task<IReadOnlySet<string>> RestingAsync() =>
        (await db.BouncingAddresses.Where(a => a.RestsSince != null).Select(a => a.Key).ToListAsync()).ToHashSet(StringComparer.Ordinal);

    private async Task AddPeopleAsync(
        AudienceDraft draft, Audience audience, IReadOnlyDictionary<string, PublicBodyEntry> register, DateTimeOffset until)
    {
        var rows = await PersonRow.Of(db, db.Registrations.Where(r => r.WebinarId == audience.WebinarId
            && r.ForgottenAt == null && r.Status != RegistrationStatus.Unconfirmed && r.CreatedAt <= until)).ToListAsync();
        var active = rows.Where(row => row.Status != RegistrationStatus.Cancelled).Select(row => row.PersonKey)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var row in rows.OrderBy(row => row.Status == RegistrationStatus.Cancelled).ThenByDescending(row => row.CreatedAt))
        {
            if (!audience.Takes(row.Status))
            {
                draft.Leave(row.Status switch
                {
                    RegistrationStatus.Confirmed => LeftOut.HasPlace,
                    RegistrationStatus.Waiting => LeftOut.Waits,
                    _ => LeftOut.Cancelled,
                });
            }
            else if (!row.Fits(audience, register))
            {
                draft.Leave(LeftOut.OtherProvinceOrKind);
            }
            else if (audience.CameIn is { } came && row.CameIn != came)
            {
                draft.Leave(row.CameIn ? LeftOut.CameIn : LeftOut.StayedAway);
            }
            else if (row.Status == RegistrationStatus.Cancelled && active.Contains(row.PersonKey))
            {
                draft.Leave(LeftOut.SignedUpAgain);
            }
            else
            {
                draft.Add(row.Addressee(register) with { PersonKey = row.PersonKey });
            }
        }
    }

    private async Task AddInvitedAsync(
        AudienceDraft draft, Audience audience, IReadOnlyDictionary<string, PublicBodyEntry> register, DateTimeOffset until)
    {
        var wanting = await PersonRow.Of(db, db.WantingInvitations().Where(r => r.CreatedAt <= until)).ToListAsync();
        var known = await db.Registrations
            .Where(r => r.ForgottenAt == null && r.Status != RegistrationStatus.Unconfirmed && r.CreatedAt <= until)
            .Select(r => r.EmailKey).Distinct().CountAsync();
        var there = (await db.Registrations.Where(r => r.WebinarId == audience.WebinarId && r.ActiveKey != null)
            .Select(r => r.EmailKey).ToListAsync()).ToHashSet(StringComparer.Ordinal);

        // Their names and bodies as they gave them last.
        var people = wanting.OrderByDescending(row => row.CreatedAt).DistinctBy(row => row.Key).ToList();
        draft.Leave(LeftOut.NoConsent, known - people.Count);
        foreach (var row in people)
        {
            if (there.Contains(row.Key))
            {
                draft.Leave(LeftOut.SignedUp);
            }
            else if (!row.Fits(audience, register))
            {
                draft.Leave(LeftOut.OtherProvinceOrKind);
            }
            else
            {
                draft.Add(row.Addressee(register));
            }
        }
    }

    private async Task AddBodiesAsync(AudienceDraft draft, Audience audience, IReadOnlyDictionary<string, PublicBodyEntry> register)
    {
        var adhesions = await PresentMessage.Adhesions(db, audience.Kind).AsNoTracking().OrderBy(a => a.CreatedAt).ToListAsync();
        foreach (var adhesion in adhesions)
        {
            var body = register.GetValueOrDefault(adhesion.PublicBodyCode);
            if (audience.Province is { } province && body?.ProvinceCode != province)
            {
                draft.Leave(LeftOut.OtherProvinceOrKind);
                continue;
            }

            foreach (var (email, first, last) in AddressesOf(adhesion, audience.Kind))
            {
                if (email.IsGiven)
                {
                    draft.Add(new Addressee(
                        email, $"{first} {last}".Trim(), new MessageReader(email.Key, first, last, body?.FullName ?? ""),
                        AdhesionId: adhesion.Id));
                }
                else
                {
                    draft.Leave(LeftOut.NoAddress);
                }
            }
        }
    }

    /// <summary>Representatives have no address of their own: the adhesion's is where the body reads.</summary>
    private static IEnumerable<(EmailAddress Email, string First, string Last)> AddressesOf(Adhesion adhesion, AudienceKind kind)
    {
        if (kind == AudienceKind.Contacts)
        {
            return new[] { adhesion.PoliticalContact, adhesion.TechnicalContact }.Where(contact => contact.IsGiven)
                .Select(contact => (contact.Email, contact.FirstName, contact.LastName));
        }

        var representative = kind == AudienceKind.Representatives ? adhesion.LegalRepresentative : LegalRepresentative.Unknown;
        return [(adhesion.Email, representative.FirstName, representative.LastName)];
    }
}

internal sealed record PersonRow(
    Guid Id, int LinkVersion, int CalendarSequence, RegistrationStatus Status, string FirstName, string LastName, EmailAddress Email,
    string Key, ParticipantKind Kind, string? BodyCode, string? OtherBody, DateTimeOffset CreatedAt,
    bool CameIn)
{
    /// <summary>Also of the first at a mailbox and of who is gone, who have no such key in the table.</summary>
    public string PersonKey { get; } = Registration.SharedKeyOf(Email, FirstName, LastName);

    public static IQueryable<PersonRow> Of(CooperaDb db, IQueryable<Registration> registrations) => registrations.AsNoTracking()
        .Select(r => new PersonRow(
            r.Id, r.LinkVersion, r.CalendarSequence, r.Status, r.FirstName, r.LastName, r.Email, r.EmailKey, r.ParticipantKind,
            r.PublicBodyCode, r.OtherBody, r.CreatedAt, db.PresenceIntervals.Any(p => p.RegistrationId == r.Id && p.ExcludedAt == null)));

    public bool Fits(Audience audience, IReadOnlyDictionary<string, PublicBodyEntry> register) =>
        (audience.ParticipantKind is null || audience.ParticipantKind == Kind)
        && (audience.Province is null || BodyIn(register)?.ProvinceCode == audience.Province);

    public Addressee Addressee(IReadOnlyDictionary<string, PublicBodyEntry> register) => new(
        Email,
        $"{FirstName} {LastName}".TrimEnd(),
        new MessageReader(Key, FirstName, LastName, BodyIn(register)?.FullName ?? OtherBody ?? ""),
        new RegistrationFacts(Id, LinkVersion, CalendarSequence, Status, FirstName, LastName, Email));

    private PublicBodyEntry? BodyIn(IReadOnlyDictionary<string, PublicBodyEntry> register) =>
        BodyCode is null ? null : register.GetValueOrDefault(BodyCode);
}
