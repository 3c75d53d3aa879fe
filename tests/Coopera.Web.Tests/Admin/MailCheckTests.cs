using System.Security.Cryptography;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Checks;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>"Posta in uscita: controlla", with a real mail server and a name server of the test's own.</summary>
public sealed class MailCheckTests : IDisposable
{
    private const string Address = "/gestione/posta/controlla";

    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-check-").FullName;
    private readonly NameServer _names = new();

    [Fact]
    public async Task Opening_the_page_asks_nobody_and_shows_the_settings_in_force()
    {
        _names.IsSilent = true;
        using var site = NewSite(("Mail:Transport", "Smtp"), ("Mail:Host", "posta.anci.example"), ("Mail:Preset", "Tophost"));

        var page = await (await site.NewStaffMemberAsync()).GetAsync(Address);

        Assert.Equal((200, "Posta in uscita: controlla"), (page.Status, page.Heading));
        Assert.Contains("posta.anci.example, porta 587", page.Text, StringComparison.Ordinal);
        Assert.Contains("20 al minuto e 1.000 al giorno, come vuole Tophost", page.Text, StringComparison.Ordinal);
        Assert.Contains("non dal sito", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll(".notice, #server"));
    }

    [Fact]
    public async Task A_domain_that_has_everything_and_a_server_that_takes_us_are_told_so_and_no_mail_goes()
    {
        using var server = await SmtpServer.StartedAsync();
        var key = NewKey(out var record);
        _names.WithMx("anci.example", "mx.anci.example").WithText("anci.example", "v=spf1 mx ~all").WithText("anci.example", "altro=1")
            .WithText("_dmarc.anci.example", "v=DMARC1; p=quarantine").WithText("coopera._domainkey.anci.example", record);
        using var site = NewSite(
            ("Mail:Transport", "Smtp"), ("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{server.Port}"), ("Mail:Security", "None"),
            ("Mail:Dkim:KeyFile", key));

        var page = await CheckAsync(site);

        Assert.Contains("Il server ci lascia spedire", page.Text, StringComparison.Ordinal);
        Assert.Contains("senza connessione protetta", page.Text, StringComparison.Ordinal);
        Assert.Equal(["va bene", "va bene", "va bene", "va bene"], States(page));
        Assert.Contains("La posta per anci.example arriva a mx.anci.example.", page.Text, StringComparison.Ordinal);
        Assert.Empty(server.Messages);
        Assert.Equal(0, await site.ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Fact]
    public async Task What_is_missing_comes_with_the_record_and_the_sentence_to_paste()
    {
        var key = NewKey(out var record);
        using var site = NewSite(
            ("Mail:Transport", "Smtp"), ("Mail:Host", "127.0.0.1"), ("Mail:Port", "1"), ("Mail:Dkim:KeyFile", key));

        var page = await CheckAsync(site);

        Assert.Equal(["da sistemare", "da sistemare", "da sistemare", "da sistemare"], States(page));
        var pasted = page.Document.QuerySelectorAll("pre").Select(pre => pre.TextContent).ToList();
        Assert.Contains("anci.example  TXT  \"v=spf1 mx ip4:127.0.0.1 ~all\"", pasted);
        Assert.Contains($"coopera._domainkey.anci.example  TXT  \"{record}\"", pasted);
        Assert.Contains("_dmarc.anci.example  TXT  \"v=DMARC1; p=none; rua=mailto:segreteria@anci.example\"", pasted);
        Assert.Contains(
            "Per favore, serve questo record nel DNS: anci.example  TXT  \"v=spf1 mx ip4:127.0.0.1 ~all\"", pasted);
    }

    [Theory]
    [InlineData("smtp.office365.com", "v=spf1 +all", "permette a chiunque", "serve ~all al posto di +all")]
    [InlineData("smtp.office365.com", "v=spf1 a ~all", "non nomina il server", "serve include:spf.protection.outlook.com")]
    [InlineData("smtp.gmail.com", "v=spf1 a ~all", "non nomina il server", "serve include:_spf.google.com")]
    [InlineData("smtp.anci.example", "v=spf1 a mx a mx a mx a mx a mx include:x.example ~all", "chiede 11 altri nomi", "va accorciato")]
    public void An_spf_record_that_helps_nobody_comes_with_what_to_ask_for(string host, string spf, string sentence, string ask)
    {
        var settings = TestSettings.In(_folder);
        (settings["Mail:From"], settings["Mail:Transport"], settings["Mail:Host"]) = ("webinar@anci.example", "Smtp", host);

        var advice = new MailAdvisor(
            TestSettings.Read(settings).Mail, key: null, new DomainRecords("anci.example", ["mx"], [spf], [], "anci.example", [])).All()[1];

        Assert.Equal(AdviceState.Doubtful, advice.State);
        Assert.Contains(sentence, advice.Sentence, StringComparison.Ordinal);
        Assert.Contains(ask, advice.ToProvider, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_spf_records_are_none_and_another_key_than_ours_is_wrong_and_the_policy_may_stand_above()
    {
        var key = NewKey(out _);
        _ = NewKey(out var other);
        _names.WithText("posta.anci.example", "v=spf1 mx ~all").WithText("posta.anci.example", "v=spf1 a ~all")
            .WithText("coopera._domainkey.posta.anci.example", other).WithText("_dmarc.anci.example", "v=DMARC1; p=reject; sp=none");
        using var site = NewSite(("Mail:From", "webinar@posta.anci.example"), ("Mail:Dkim:KeyFile", key));

        var page = await CheckAsync(site);

        Assert.Contains("ha 2 record SPF, e così non ne vale nessuno", page.Text, StringComparison.Ordinal);
        Assert.Contains("c’è un’altra chiave", page.Text, StringComparison.Ordinal);
        Assert.Contains("(vale quello di anci.example)", page.Text, StringComparison.Ordinal);
        Assert.Contains("Per ora guarda soltanto", page.Text, StringComparison.Ordinal);
        Assert.Contains("Le email si scrivono in una cartella e non partono", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_dns_that_never_answers_one_sentence_says_so()
    {
        _names.IsSilent = true;
        using var site = NewSite();

        var page = await CheckAsync(site);

        Assert.Contains("Il DNS non risponde", page.Text, StringComparison.Ordinal);
        Assert.Empty(States(page));
    }

    [Fact]
    public async Task A_server_that_is_away_is_told_with_what_to_do()
    {
        using var closed = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        closed.Start();
        var port = ((System.Net.IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        using var site = NewSite(("Mail:Transport", "Smtp"), ("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{port}"));

        var page = await CheckAsync(site);

        Assert.Contains("Il server di posta non risponde", page.Text, StringComparison.Ordinal);
        Assert.Contains("chi gestisce il sito chiami il fornitore", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_mail_goes_to_who_asks_for_it_once_and_by_the_queue()
    {
        using var site = NewSite();
        var staff = await site.NewStaffMemberAsync();
        var page = await staff.GetAsync(Address);

        var answer = await staff.SubmitAsync(page, [], "form[action$='/prova']");
        await staff.SubmitAsync(page, [], "form[action$='/prova']");

        var mail = await site.ReadAsync(db => db.OutgoingMails.SingleAsync());
        Assert.Equal((303, $"/gestione/posta/{mail.Id}"), (answer.Status, answer.Onward));
        Assert.Equal((MailKinds.MailTest, CooperaSite.AdministratorEmail), (mail.Kind, mail.Recipient.Display));
        Assert.Contains("è in coda", (await staff.FollowAsync(answer)).Text, StringComparison.Ordinal);
        Assert.Equal("Email di prova di Coopera", Assert.Single(await site.DeliverAsync()).Subject);
    }

    [Fact]
    public async Task The_page_is_for_administrators_and_the_list_leads_them_there()
    {
        using var site = NewSite();
        var administrator = await (await site.NewStaffMemberAsync()).GetAsync("/gestione/posta");
        var secretary = await (await site.NewStaffMemberAsync(StaffRoles.Secretariat)).GetAsync("/gestione/posta");

        Assert.NotNull(administrator.Document.QuerySelector($"a[href='{Address}']"));
        Assert.Null(secretary.Document.QuerySelector($"a[href='{Address}']"));
    }

    public void Dispose()
    {
        _names.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private CooperaSite NewSite(params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Mail:From"] = "webinar@anci.example",
            ["Mail:ReplyTo"] = "segreteria@anci.example",
            ["Mail:DnsServer"] = _names.Address,
        };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        return new CooperaSite(settings);
    }

    private string NewKey(out string record)
    {
        using var key = RSA.Create(2048);
        var file = Path.Combine(_folder, $"{Guid.NewGuid():N}.pem");
        File.WriteAllText(file, key.ExportPkcs8PrivateKeyPem());
        record = $"v=DKIM1; k=rsa; p={Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}";
        return file;
    }

    private static async Task<Page> CheckAsync(CooperaSite site)
    {
        var staff = await site.NewStaffMemberAsync();
        var page = await staff.SubmitAsync(await staff.GetAsync(Address), [], $"form[action='{Address}']");
        Assert.Equal(200, page.Status);
        return page;
    }

    private static List<string> States(Page page) => [.. page.Document.QuerySelectorAll("h3 .tag").Select(tag => tag.TextContent)];
}
