using System.Security.Cryptography;
using Coopera.Core;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Parts;
using Coopera.Domain.Mail;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;

namespace Coopera.Web.Tests.Mail;

public sealed class SignedMailTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-dkim-").FullName;
    private readonly RSA _key = RSA.Create(2048);

    [Theory]
    [InlineData("confirmed with the platform")]
    [InlineData("blank scheda")]
    [InlineData("adhesion accepted")]
    public async Task What_goes_out_is_signed_for_the_domain_and_verifies_with_the_key_in_the_dns(string name)
    {
        using var site = NewSite();

        var message = await site.ArrivesAsync(MailSamples.All[name]);

        var signature = message.Headers[HeaderId.DkimSignature]!;
        Assert.Contains("d=anci.example; s=coopera;", signature, StringComparison.Ordinal);
        Assert.True(Verifies(message));
        message.Subject += "!";
        Assert.False(Verifies(message));
    }

    [Fact]
    public async Task A_signed_mail_verifies_after_a_real_server_has_taken_it()
    {
        using var server = await SmtpServer.StartedAsync();
        using var site = NewSite(
            ("Mail:Transport", "Smtp"), ("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{server.Port}"), ("Mail:Security", "None"));
        await site.WriteAsync(async db => await db.OutgoingMails.AddAsync(new OutgoingMail(
            MailCause.Schedule, MailKinds.AccountChanged, MailSamples.Registration.Email, "Maria Rossi",
            MailSamples.All["account changed"].ToJson(), null, site.Services.GetRequiredService<TimeProvider>().GetUtcNow())));

        await site.DeliverAsync();

        Assert.True(Verifies(Assert.Single(server.Messages)));
    }

    [Fact]
    public async Task An_invitation_tells_mail_programs_how_to_end_them_and_the_signature_covers_it()
    {
        using var site = NewSite();
        var row = MailSamples.Row(MailSamples.All["confirmed"]);

        var message = await site.Services.GetRequiredService<MailRenderer>().RenderAsync(row, new Invitation(MailSamples.Registration));

        var address = message.Headers[HeaderId.ListUnsubscribe]!;
        Assert.Matches("^<https://www.anci.example/iscrizioni/inviti/[A-Za-z0-9_-]{35}>$", address);
        Assert.Equal("List-Unsubscribe=One-Click", message.Headers["List-Unsubscribe-Post"]);
        Assert.Contains(address.Trim('<', '>'), message.Plain(), StringComparison.Ordinal);
        Assert.Contains(message.Html().QuerySelectorAll("a"), a => a.GetAttribute("href") == address.Trim('<', '>'));
        Assert.True(Verifies(message));
        message.Headers["List-Unsubscribe-Post"] = "List-Unsubscribe=No";
        Assert.False(Verifies(message));
    }

    [Fact]
    public async Task What_staff_look_at_is_not_signed_and_holds_no_address_that_ends_invitations()
    {
        using var site = NewSite();
        var links = site.Services.GetRequiredService<MailLinks>();

        var shown = await site.Services.GetRequiredService<MailRenderer>().ShowAsync(MailSamples.Row(MailSamples.All["confirmed"]));

        Assert.Null(shown.Headers[HeaderId.DkimSignature]);
        Assert.Equal("https://www.anci.example/iscrizioni/inviti/…", links.Masked().Unsubscribe(MailSamples.Registration));
    }

    [Fact]
    public async Task Without_a_key_nothing_is_signed()
    {
        using var site = new CooperaSite();

        Assert.Null((await site.ArrivesAsync(MailSamples.All["confirmed"])).Headers[HeaderId.DkimSignature]);
    }

    [Theory]
    [InlineData("altro.example", null, "Mail:Dkim:Domain is \"altro.example\": it must be the domain of Mail:From (mail.anci.example), or one above it.")]
    [InlineData(null, "a_b", "Mail:Dkim:Selector is \"a_b\": it must be a word of letters, figures and hyphens, for example coopera.")]
    public void A_signature_that_would_prove_nothing_stops_the_start(string? domain, string? selector, string sentence)
    {
        var settings = TestSettings.In(_folder);
        settings["Mail:From"] = "webinar@mail.anci.example";
        (settings["Mail:Dkim:KeyFile"], settings["Mail:Dkim:Domain"], settings["Mail:Dkim:Selector"]) = ("key.pem", domain, selector);

        Assert.Equal(sentence, Assert.Throws<SettingsException>(() => TestSettings.Read(settings)).Message);
    }

    [Fact]
    public void A_key_that_cannot_sign_stops_the_start()
    {
        var file = Path.Combine(_folder, "other.pem");
        Assert.Contains("which cannot be used", Refusal(file), StringComparison.Ordinal);
        File.WriteAllText(file, "no key");
        Assert.Contains("RSA private key as PEM", Refusal(file), StringComparison.Ordinal);
        File.WriteAllText(file, _key.ExportSubjectPublicKeyInfoPem());
        Assert.Contains("which cannot be used", Refusal(file), StringComparison.Ordinal);
        using var weak = RSA.Create(512);
        File.WriteAllText(file, weak.ExportPkcs8PrivateKeyPem());
        Assert.Contains("a key of 512 bits: it must have 1024 or more", Refusal(file), StringComparison.Ordinal);
        File.WriteAllText(file, _key.ExportRSAPrivateKeyPem());
        Assert.Equal("coopera._domainkey.anci.example", DkimKey.Load(new DkimSettings("anci.example", "coopera", file)).RecordName);

        static string Refusal(string file) => Assert.Throws<SettingsException>(
            () => DkimKey.Load(new DkimSettings("anci.example", "coopera", file))).Message;
    }

    public void Dispose()
    {
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private CooperaSite NewSite(params (string Key, string Value)[] more)
    {
        var file = Path.Combine(_folder, "key.pem");
        File.WriteAllText(file, _key.ExportPkcs8PrivateKeyPem());
        var settings = new Dictionary<string, string?>
        {
            ["Site:BaseUrl"] = "https://www.anci.example/iscrizioni",
            ["Mail:From"] = "webinar@mail.anci.example",
            ["Mail:Dkim:Domain"] = "anci.example",
            ["Mail:Dkim:KeyFile"] = file,
        };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        return new CooperaSite(settings);
    }

    private bool Verifies(MimeMessage message) => new DkimVerifier(new Dns(_key)).Verify(
        message, message.Headers[message.Headers.IndexOf(HeaderId.DkimSignature)], TestContext.Current.CancellationToken);

    private sealed class Dns(RSA key) : IDkimPublicKeyLocator
    {
        public AsymmetricKeyParameter LocatePublicKey(
            string methods, string domain, string selector, CancellationToken cancellationToken = default)
        {
            Assert.Equal(("anci.example", "coopera"), (domain, selector));
            return PublicKeyFactory.CreateKey(key.ExportSubjectPublicKeyInfo());
        }

        public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(
            string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }

    /// <summary>As mails are that people get because they asked for invitations.</summary>
    private sealed record Invitation(RegistrationFacts Registration) : MailContent
    {
        public override string Subject => "Un nuovo webinar";

        public override Type Template => typeof(InvitationMail);

        public override RegistrationFacts Subscriber => Registration;

        public override IEnumerable<string> Text(MailLinks links) => ["Ciao,", "c’è un nuovo webinar."];
    }

    /// <summary>The layout of every mail, with nothing in it.</summary>
    private sealed class InvitationMail : ComponentBase
    {
        [Parameter]
        public MailContent Mail { get; set; } = default!;

        [Parameter]
        public MailLinks Links { get; set; } = default!;

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<MailLayout>(0);
            builder.AddComponentParameter(1, nameof(MailLayout.Mail), Mail);
            builder.AddComponentParameter(2, nameof(MailLayout.Links), Links);
            builder.AddComponentParameter(3, nameof(MailLayout.Title), Mail.Subject);
            builder.AddComponentParameter(4, nameof(MailLayout.Preheader), "");
            builder.CloseComponent();
        }
    }
}
