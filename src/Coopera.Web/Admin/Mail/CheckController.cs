using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Checks;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Mail;

/// <summary>
/// Whether mail would go out and arrive, and what to ask of whom when it would not. Opening the page asks nobody anything.
/// </summary>
[Authorize(Policy = StaffPolicies.Administer)]
public sealed class CheckController(Settings settings, DkimSigning signing) : AdminController
{
    [HttpGet("/gestione/posta/controlla")]
    public ViewResult Ask() => Show(null);

    [HttpPost("/gestione/posta/controlla")]
    public async Task<ViewResult> Check(
        [FromServices] MailServerCheck server, [FromServices] MailRecords records, CancellationToken cancellationToken)
    {
        var answer = server.LookAsync(cancellationToken);
        var found = await records.LookAsync(settings.Mail.From.Domain, signing.Key?.RecordName, cancellationToken);
        return Show(new MailCheck(
            await answer, found is null ? null : new MailAdvisor(settings.Mail, signing.Key, found).All()));
    }

    [HttpPost("/gestione/posta/controlla/prova")]
    public async Task<IActionResult> SendTest(
        [FromServices] CooperaDb db, [FromServices] SendTestMail send, CancellationToken cancellationToken)
    {
        var me = await db.Users.AsNoTracking().SingleAsync(user => user.UserName == User.Identity!.Name, cancellationToken);
        var id = await send.RunAsync(EmailAddress.Parse(me.Email!), me.FullName, me.UserName!, SentFormId, cancellationToken);
        if (id is null)
        {
            ModelState.AddModelError("", $"Nell’ultima ora sono già partite {SendTestMail.PerHour} email di prova: riprova più tardi.");
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Show(null);
        }

        TempData["Done"] = $"L’email di prova per {me.Email} è in coda: aggiorna questa pagina tra un minuto per vedere se è partita.";
        return this.SeeOther(nameof(MessageController.Page), new { id }, on: "Message");
    }

    private ViewResult Show(MailCheck? check) => View("Check", new MailCheckPage(settings.Mail, signing.Key, User.Identity!.Name!, check));
}

/// <param name="Server">Null where mails are written into a folder.</param>
/// <param name="Advice">Null when no DNS server answers.</param>
public sealed record MailCheck(ServerAnswer? Server, IReadOnlyList<MailAdvice>? Advice);

/// <param name="Check">Null before anybody asked for one.</param>
public sealed record MailCheckPage(MailSettings Mail, DkimKey? Key, string To, MailCheck? Check)
{
    public string Security => Mail.Security switch
    {
        MailSecurity.None => "nessuna (Mail:Security=None)",
        MailSecurity.Tls => "TLS dall’inizio",
        _ => "STARTTLS",
    };

    public string Limits => Mail.Sending == SendingLimits.None
        ? "nessun limite"
        : Mail.Sending.Words() + (Mail.Preset is { } preset ? $", come vuole {preset}" : "");

    public static string TagClass(AdviceState state) => state switch
    {
        AdviceState.Good => "tag tag-open",
        AdviceState.Doubtful => "tag tag-sample",
        _ => "tag tag-stop",
    };

    public static string Word(AdviceState state) => state switch
    {
        AdviceState.Good => "va bene",
        AdviceState.Doubtful => "da guardare",
        _ => "da sistemare",
    };
}
