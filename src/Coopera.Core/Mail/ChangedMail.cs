using System.Globalization;
using System.Text.Json;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Mail;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail;

public enum MailTether
{
    None,

    /// <summary>To somebody's way into the back office.</summary>
    Account,

    /// <summary>To one registration or adhesion.</summary>
    Thing,

    /// <summary>To an address that a body is recorded with.</summary>
    Body,

    /// <summary>To several things at once, or to none that is known.</summary>
    Many,
}

public sealed class ChangedMail(CooperaDb database, TimeProvider clock) : StaffChange<Guid, OutgoingMail>(database, clock)
{
    public static readonly ChangeResult InHand =
        ChangeResult.Stale with
        {
            Sentence = "Il servizio di posta la sta spedendo proprio adesso: aspetta un minuto e guarda com’è andata.",
        };

    public static string Version(OutgoingMail mail) =>
        string.Create(CultureInfo.InvariantCulture, $"{mail.Status}.{mail.Attempts}.{mail.Recipient}");

    public static string Name(OutgoingMail mail) => $"{MailPhrases.KindOf(mail.Kind)}, a {(mail.RecipientName.Length > 0 ? mail.RecipientName : mail.Recipient.Display)}";

    /// <summary>
    /// What would give somebody else power over a thing or an account goes to nobody else; nor does a copy, and what cannot be read never
    /// goes out.
    /// </summary>
    public static MailTether TetherOf(OutgoingMail mail)
    {
        try
        {
            return MailContent.FromJson(mail.Content) switch
            {
                AccountChanged or { OpensAnAccount: true } => MailTether.Account,
                { OpensSomething: true } =>
                    mail.RegistrationId is not null || mail.AdhesionId is not null ? MailTether.Thing : MailTether.Many,
                AdhesionCopyToBody => MailTether.Body,
                _ => MailTether.None,
            };
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            return MailTether.Many;
        }
    }

    /// <summary>With one whose day has come nothing can be done.</summary>
    protected override async Task<OutgoingMail?> LockAsync(CooperaDb db, Guid id) =>
        await db.LockMailAsync(id) is { IsForgotten: false } mail ? mail : null;

    protected override string VersionOf(OutgoingMail thing) => Version(thing);

    protected override string KeyOf(Guid id) => AuditSubject.Mail(id);

    protected override string NameOf(OutgoingMail thing) => Name(thing);
}
