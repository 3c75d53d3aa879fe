using System.Text.RegularExpressions;
using Coopera.Core.Staff;
using Coopera.Core.Staff.Audit;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Account;

/// <summary>What staff do to sign in, with a telephone that computes the codes.</summary>
internal static partial class StaffKit
{
    public static async Task<Page> SignInAsync(
        this Visitor visitor,
        string password = CooperaSite.AdministratorPassword,
        string email = CooperaSite.AdministratorEmail,
        string at = "/gestione/accesso") =>
        await visitor.SubmitAsync(
            await visitor.GetAsync(at), new() { ["Email"] = email, ["Password"] = password }, "main form[action$='/accesso']");

    /// <summary>Links an app; returns its key and the recovery codes.</summary>
    public static async Task<(string Key, IReadOnlyList<string> Codes)> LinkAppAsync(this Visitor staff, TimeProvider clock)
    {
        var page = await staff.GetAsync("/gestione/profilo/app");
        var key = KeyOn(page);
        var answer = await staff.SubmitAsync(page, new() { ["Code"] = CodeOf(key, clock) }, "main form[action$='/app']");
        Assert.Equal(303, answer.Status);
        var codes = await staff.GetAsync(answer.Location!);
        return (key, [.. codes.Document.QuerySelectorAll(".codes code").Select(code => code.TextContent)]);
    }

    public static string KeyOn(Page page) => page.Document.QuerySelector(".key")!.TextContent.Replace(" ", "", StringComparison.Ordinal);

    public static string CodeOf(string key, TimeProvider clock) => TotpCodes.At(key, TotpCodes.StepAt(clock.GetUtcNow()));

    public static async Task<string> ResetLinkAsync(this CooperaSite site)
    {
        var visitor = site.NewVisitor();
        await visitor.SubmitAsync(await visitor.GetAsync("/gestione/password"), new() { ["Email"] = CooperaSite.AdministratorEmail });
        var mail = (await site.DeliverAsync()).Last(m => m.Subject!.StartsWith("Scegli una nuova password", StringComparison.Ordinal));
        return new Uri(ResetLink().Match(mail.TextBody!).Value).AbsolutePath;
    }

    /// <summary>What the register tells about accounts, oldest first.</summary>
    public static async Task<List<string>> RegisterAsync(this CooperaSite site) =>
        (await site.ReadAsync(db => db.AuditEntries.Where(
            entry => entry.SubjectKey!.StartsWith("utente/")).OrderBy(entry => entry.Number).Select(entry => entry.Action).ToListAsync()))
            .ConvertAll(AuditActionWords.Of);

    public static Task SuspendAsync(this CooperaSite site) =>
        site.WriteAsync(async db => (await db.Users.SingleAsync()).SuspendedAt = DateTimeOffset.UtcNow);

    [GeneratedRegex(@"http://\S+/gestione/password/[\w-]{35,}")]
    private static partial Regex ResetLink();
}
