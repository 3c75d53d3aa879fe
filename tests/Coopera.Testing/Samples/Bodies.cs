using System.Text.RegularExpressions;
using Coopera.Testing.Site;
using MimeKit;

namespace Coopera.Testing.Samples;

/// <summary>Somebody who fills in the scheda of Messina on line.</summary>
public static partial class Bodies
{
    public const string Messina = "083048";

    public static Dictionary<string, string?> Start(string body = "Messina") => new()
    {
        ["BodyName"] = body,
        ["Email"] = "ufficio.sai@comune.example",
        ["PrivacyNoticeRead"] = "true",
    };

    public static Dictionary<string, string?> People() => new()
    {
        ["RepresentativeFirstName"] = "Lucia",
        ["RepresentativeLastName"] = "D’Angelo",
        ["RepresentativeOffice"] = "Mayor",
        ["TechnicalFirstName"] = "Nuccio",
        ["TechnicalLastName"] = "Lo Bue",
        ["TechnicalRole"] = "Responsabile del servizio",
        ["TechnicalUnit"] = "Servizi sociali",
        ["TechnicalPhone"] = "090 1234567",
        ["TechnicalEmail"] = "nuccio.lobue@comune.example",
    };

    public static Dictionary<string, string?> Network() => new()
    {
        ["Project"] = "Yes",
        ["Ordinary"] = "true",
        ["UnaccompaniedMinors"] = "true",
        ["Places"] = "25",
        ["ActKind"] = "Resolution",
        ["ActNumber"] = "12/2026",
        ["ActDate"] = "25/1/2026",
    };

    /// <summary>Asks for the link, without opening it.</summary>
    public static async Task<Page> AskAsync(Visitor visitor, string body = "Messina", string? email = null)
    {
        var fields = Start(body);
        fields["Email"] = email ?? fields["Email"];
        return await visitor.SubmitAsync(await visitor.GetAsync("/coordinamento/adesione"), fields);
    }

    /// <summary>The address that the newest mail with a link of an adhesion leads to.</summary>
    public static async Task<string> MailedLinkAsync(CooperaSite site, string? email = null) =>
        (await site.DeliverAsync()).Where(mail => email is null || mail.To.Mailboxes.Single().Address == email)
            .Select(LinkIn).Last(link => link is not null)!;

    public static string? LinkIn(MimeMessage mail) => Link().Match(mail.TextBody ?? "") is { Success: true } link ? link.Value : null;

    /// <summary>Opens the page of the link and presses its button: the address is theirs.</summary>
    public static async Task<Page> OpenAsync(Visitor visitor, string link) =>
        await visitor.FollowAsync(await visitor.SubmitAsync(await visitor.GetAsync(link), [], "form[action$=conferma]"));

    /// <summary>Through all the steps, by the link in the mail; the status page's address.</summary>
    public static async Task<string> FillInAsync(CooperaSite site, Visitor visitor, string body = "Messina", string? email = null)
    {
        await visitor.FollowAsync(await AskAsync(visitor, body, email));
        var link = await MailedLinkAsync(site, email);
        var step = await OpenAsync(visitor, link);
        step = await visitor.FollowAsync(await visitor.SubmitAsync(step, new() { ["Pec"] = "protocollo@pec.comune.example" }));
        step = await visitor.FollowAsync(await visitor.SubmitAsync(step, People()));
        await visitor.FollowAsync(await visitor.SubmitAsync(step, Network()));
        return link;
    }

    [GeneratedRegex(@"/coordinamento/adesione/[\w-]{35,}")]
    private static partial Regex Link();
}
