using System.Reflection;
using Coopera.Core.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Mail;

/// <summary>
/// What nobody needs for what they asked for can be opted out of, from the mail itself: of every other kind it is said here what it serves.
/// </summary>
public sealed class OptOutTests
{
    private static readonly Dictionary<string, string> Service = new()
    {
        [MailKinds.RegistrationConfirmed] = "what was signed up for",
        [MailKinds.RegistrationWaiting] = "what was signed up for",
        [MailKinds.RegistrationToConfirm] = "asks whether it was them",
        [MailKinds.AlreadyRegistered] = "what was signed up for",
        [MailKinds.PlaceAssigned] = "what was signed up for",
        [MailKinds.RegistrationCancelled] = "what was signed up for",
        [MailKinds.RegistrationMoved] = "what was signed up for",
        [MailKinds.AddressReplaced] = "the safety of the registration",
        [MailKinds.InvitationDeclined] = "what was signed up for",
        [MailKinds.YourLinks] = "asked for",
        [MailKinds.WebinarChanged] = "what was signed up for",
        [MailKinds.WebinarCancelled] = "what was signed up for",
        [MailKinds.WebinarRestored] = "what was signed up for",
        [MailKinds.WebinarReminder] = "what was signed up for",
        [MailKinds.WaitedInVain] = "what was signed up for",
        [MailKinds.PresenceDecided] = "asked for",
        [MailKinds.CertificateIssued] = "what was signed up for",
        [MailKinds.CertificateRevoked] = "the certificate that was issued",
        [MailKinds.CertificateSpecimen] = "of staff to themselves",
        [MailKinds.YourCertificates] = "asked for",
        [MailKinds.DataLinkSent] = "asked for",
        [MailKinds.DataRequestTold] = "asked for",
        [MailKinds.WebinarThanks] = "the materials of what was signed up for",
        [MailKinds.WayInMoved] = "what was signed up for",
        [MailKinds.BlankSchedaSent] = "asked for",
        [MailKinds.AdhesionNews] = "the adhesion that was begun",
        [MailKinds.AdhesionLinkAgain] = "asked for",
        [MailKinds.BodyIsMember] = "the adhesion that was begun",
        [MailKinds.AdhesionCopyToBody] = "the adhesion of the body",
        [MailKinds.PasswordReset] = "the account",
        [MailKinds.AccountChanged] = "the account",
        [MailKinds.ColleagueInvited] = "the account",
        [MailKinds.SecretariatMessage] = "one's own webinar or adhesion",
        [MailKinds.MailTest] = "of staff to themselves",
    };

    /// <summary>Who wants no more of these presses a link of theirs: invitations are another matter.</summary>
    private static readonly string[] OwnWayOut = [MailKinds.QuestionnaireOpen];

    [Fact]
    public async Task What_has_a_way_out_of_its_own_names_it_in_the_text()
    {
        await using var site = new CooperaSite();
        await site.NewVisitor().GetAsync("/");
        var links = site.Services.GetRequiredService<MailLinks>();

        var mails = MailSamples.All.Values.Where(mail => OwnWayOut.Contains(mail.KindId)).ToList();

        Assert.NotEmpty(mails);
        Assert.All(mails, mail => Assert.Contains("/questionari/basta/", string.Join('\n', mail.Text(links)), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_kind_of_mail_serves_what_was_asked_for_or_names_whom_to_opt_out()
    {
        var kinds = typeof(MailKinds).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral)
            .Select(field => (string)field.GetValue(null)!).ToList();
        var withOptOut = MailSamples.All.Values.Where(mail => mail.Subscriber is not null).Select(mail => mail.KindId).ToHashSet();

        var open = kinds.Where(kind => !Service.ContainsKey(kind) && !withOptOut.Contains(kind) && !OwnWayOut.Contains(kind)).Select(kind =>
            $"{kind} serves nothing that was asked for, as far as this test knows: let MailContent.Subscriber name whom to opt out "
            + "(head, one click, link at the foot), or say here what it serves.").ToList();

        Assert.Empty(open);
        Assert.All(Service.Keys, kind => Assert.True(kinds.Contains(kind) && !withOptOut.Contains(kind), kind));
        Assert.Contains(MailKinds.WebinarInvitation, withOptOut);
    }
}
