using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Core.PublicBodies;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Web.Account.Safeguards;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Mail;

public sealed record MailPage(
    OutgoingMail Mail, MailAbout? About, MailPreview? Preview,
    IReadOnlyList<MailRow> Copies, IReadOnlyList<AuditEntry> Diary, bool MayAct, bool MayHandle, bool MayExport, DateTimeOffset Now)
{
    public MailForm Form { get; init; } = new()
    {
        Seen = ChangedMail.Version(Mail),
        CopyId = Guid.CreateVersion7(),
        AlsoInRegistration = true,
    };

    public string? Refusal { get; init; }

    /// <summary>Why it would not go out now; null when it would.</summary>
    public MailFailureKind? Overtaken { get; init; }

    /// <summary>What is known of its address, when mails came back from there.</summary>
    public BouncingAddress? Bouncing { get; init; }

    public MailGroup Group => MailPhrases.GroupOf(Mail.Status, Mail.LastAttemptAt is not null);

    public MailReason? Reason => Mail.Failure is { } failure ? MailReason.Of(failure, Mail.IsCertified) : null;

    public bool IsInHand => Mail.IsInHand(Now);

    /// <summary>The site can send certified mail by itself.</summary>
    public bool HasPecAccount { get; init; }

    public IReadOnlyList<PecReceipt> Receipts { get; init; } = [];

    /// <summary>Where the PEC that it goes to comes from; null when somebody wrote it themselves.</summary>
    public string? PecSource { get; init; }

    /// <summary>Of the adhesion that it is about, to be sent along.</summary>
    public string? SignedCopyAddress { get; init; }

    public bool CanRequeue => (Mail.Status == OutgoingMailStatus.ByHand && HasPecAccount)
        || (!IsInHand && (Mail.Status == OutgoingMailStatus.Failed || Mail.IsRetrying));

    public bool CanCopy => Mail.Status is OutgoingMailStatus.Sent or OutgoingMailStatus.Dismissed;

    public bool CanCorrect => IsWrongAddressed && (Tether == MailTether.None
        || (Tether == MailTether.Thing && MayHandle && About is not null and not { Registration.IsActive: false }));

    /// <summary>The registration has the wrong address too: it can be put right at once.</summary>
    public bool CanCorrectRegistrationToo => CanCorrect && Tether == MailTether.None && MayHandle
        && About is { HasOtherAddress: false, Registration: { IsActive: true } };

    /// <summary>Only then, and never for a copy, is there an address to put right.</summary>
    public bool IsWrongAddressed => !IsInHand && Mail is { Status: OutgoingMailStatus.Failed, CopyOfId: null };

    public MailTether Tether { get; } = ChangedMail.TetherOf(Mail);

    /// <summary>What to know before sending it again: what it tells may no longer hold.</summary>
    public IEnumerable<string> Doubts()
    {
        if (Overtaken is { } why)
        {
            yield return $"Rispedita adesso non partirebbe. {MailReason.Of(new MailFailure(why)).Words}.";
        }

        if (Mail.Kind == MailKinds.PasswordReset)
        {
            yield return "Il link per la nuova password vale due ore. Se è passato più tempo la persona ne chiede un altro dalla pagina "
                + "di accesso.";
        }

        if (About is null && Mail.AdhesionId is not null)
        {
            yield return "La scheda a cui porta il link è stata cancellata, perché nessuno l’ha aperta in tempo: chi apre il link lo legge e "
                + "può ricominciare.";
        }

        if (About is not { Registration: { } registration, Webinar: { } webinar })
        {
            yield break;
        }

        if (registration.CancelledAt is { } cancelled && Mail.Kind != MailKinds.RegistrationCancelled)
        {
            yield return $"L’iscrizione è stata annullata {RomeTime.Date("il", cancelled)}: questa email racconta una cosa che non vale "
                + "più.";
        }

        if (webinar.EndsAt <= Now)
        {
            yield return $"Il webinar si è concluso {RomeTime.Date("il", webinar.EndsAt)}.";
        }

        if (About.HasOtherAddress && Mail.Status == OutgoingMailStatus.Sent && Mail.Kind != MailKinds.AddressReplaced)
        {
            yield return $"Dopo questa email l’iscrizione ha cambiato indirizzo ({registration.Email}): il link personale che contiene "
                + "potrebbe non funzionare più.";
        }
    }
}

public sealed record MailAbout(
    string Title, string Address, Registration? Registration = null,
    Coopera.Domain.Webinars.Webinar? Webinar = null, bool HasOtherAddress = false,
    int OthersWithAddress = 0);

public sealed class MailForm
{
    public string? Seen { get; set; }

    public Guid CopyId { get; set; }

    public bool AlsoInRegistration { get; set; }

    [Display(Name = "Inviata il")]
    public string? SentOn { get; set; }

    [Display(Name = "Numero")]
    public string? ProofNumber { get; set; }

    [Display(Name = "Indirizzo giusto")]
    public string? Address { get; set; }
}

public sealed class MailPageReader(
    CooperaDb db, MailRenderer renderer, StaffRights rights, IHttpContextAccessor http, Settings settings, TimeProvider clock)
{
    public async Task<MailPage?> FindAsync(Guid id)
    {
        if (await db.OutgoingMails.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id) is not { } mail)
        {
            return null;
        }

        var key = AuditSubject.Mail(id);
        return new MailPage(
            mail,
            await AboutAsync(mail),
            await MailPreview.OfAsync(mail, renderer),
            await MailRow.Of(db.OutgoingMails.AsNoTracking().Where(m => m.CopyOfId == id).OrderBy(m => m.CreatedAt)).ToListAsync(),
            await db.AuditEntries.AsNoTracking().Where(e => e.SubjectKey == key).OrderBy(e => e.Number).ToListAsync(),
            await rights.MayAsync(http.HttpContext!.User, StaffPolicies.Mail),
            await rights.MayAsync(http.HttpContext.User, StaffPolicies.Handle),
            await rights.MayAsync(http.HttpContext.User, StaffPolicies.Export),
            clock.GetUtcNow())
        {
            Overtaken = await OvertakenAsync(mail),
            HasPecAccount = settings.Pec.Account is not null,
            Receipts = mail.IsCertified
                ? await db.PecReceipts.AsNoTracking().Where(r => r.MailId == id).OrderBy(r => r.At).ToListAsync() : [],
            SignedCopyAddress = mail is { IsCertified: true, AdhesionId: { } adhesion } ? await SignedCopyAsync(adhesion) : null,
            PecSource = mail.Status == OutgoingMailStatus.ByHand ? await PecSourceAsync(mail) : null,
            Bouncing = await BouncingAsync(db, mail.Recipient),
        };
    }

    private async Task<string?> SignedCopyAsync(Guid adhesion) =>
        await db.Adhesions.Where(a => a.Id == adhesion).SelectMany(a => a.SignedCopies).MaxAsync(copy => (int?)copy.Version) is { } version
            ? Addresses.Admin.Adhesions.Copy(adhesion, version) : null;

    private async Task<string?> PecSourceAsync(OutgoingMail mail) => mail.CopyToBody is { } code
        && await db.PublicBodies.AsNoTracking().SingleOrDefaultAsync(b => b.Code == code) is { } body && body.SuggestedPec == mail.Recipient
            ? body.PecSource() : null;

    private static Task<BouncingAddress?> BouncingAsync(CooperaDb db, EmailAddress address)
    {
        var key = address.Key;
        return db.BouncingAddresses.AsNoTracking().SingleOrDefaultAsync(a => a.Key == key && a.HardBounces > 0);
    }

    private async Task<MailFailureKind?> OvertakenAsync(OutgoingMail mail)
    {
        try
        {
            return (await PresentFacts.OfAsync(db, mail, clock.GetUtcNow())).Overtaken;
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            return null; // the page says so
        }
    }

    private async Task<MailAbout?> AboutAsync(OutgoingMail mail)
    {
        if (mail.RegistrationId is { } registrationId
            && await db.Registrations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == registrationId) is { } registration)
        {
            var webinar = await db.Webinars.AsNoTracking().SingleAsync(w => w.Id == registration.WebinarId);
            var otherAddress = mail.Recipient != registration.Email;
            return new MailAbout(
                $"{registration.FullName}, «{webinar.Title}»",
                Addresses.Admin.Registrations.Page(registration.Id), registration, webinar, otherAddress,
                mail is { Status: OutgoingMailStatus.Failed, CopyOfId: null } // only then can it be put right
                    ? await db.Registrations.CountAsync(
                        r => r.Email == mail.Recipient && r.Id != registrationId && r.Status != RegistrationStatus.Cancelled)
                    : 0);
        }

        if (mail.AdhesionId is { } adhesionId)
        {
            var body = await db.Adhesions.Where(a => a.Id == adhesionId)
                .Join(db.PublicBodies, a => a.PublicBodyCode, b => b.Code, (_, b) => b).AsNoTracking().SingleOrDefaultAsync();
            return body is null ? null : new MailAbout($"l’adesione {body.OfFullName}", Addresses.Admin.Adhesions.Page(adhesionId));
        }

        return null;
    }
}
