using Coopera.Core.Documents;
using Coopera.Core.Mail.Inbox;
using Coopera.Core.Tests.Mail.Inbox;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.PublicBodies;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Tests.Coordination.ByPec;

/// <summary>What bodies send by PEC, to a site that knows their provider.</summary>
internal sealed class PecPost : IAsyncDisposable
{
    private static readonly Dictionary<string, string?> Mailbox = new()
    {
        ["Pec:User"] = "anci",
        ["Pec:Password"] = "segreta",
        ["Pec:ImapHost"] = "imap.pec.example",
    };

    private long _uid;

    private PecPost(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public static async Task<PecPost> OpenAsync(
        DatabaseProvider engine = DatabaseProvider.Sqlite, bool hasAccount = true, params (string Key, string? Value)[] more)
    {
        var trust = Directory.CreateTempSubdirectory("coopera-pec-").FullName;
        await File.WriteAllTextAsync(Path.Combine(trust, "gestore.pem"), TestPec.Provider.ExportCertificatePem());
        var settings = hasAccount ? new Dictionary<string, string?>(Mailbox) : TestSettings.WithoutPecAccount();
        settings["Pec:TrustFolder"] = trust;
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        return new PecPost(await TestDatabase.CreateAsync(engine, settings));
    }

    /// <param name="account">The certified mailbox, unless it lies in another.</param>
    public ArrivedMessage Arrived(byte[] message, string? account = null) => new(
        account ?? Database.Settings.Pec.Mailbox!.Account, 7, ++_uid, TestDatabase.Now, message, message.Length);

    public Task<InboxOutcome?> ArriveAsync(byte[] message, string? account = null) => Database.TakeInAsync(Arrived(message, account));

    public Task<PublicBody> BodyAsync(string code) =>
        Database.ReadAsync(db => db.PublicBodies.AsNoTracking().SingleAsync(b => b.Code == code));

    public Task<Adhesion> AdhesionAsync(Guid id) => Database.ReadAsync(
        db => db.Adhesions.AsNoTracking().Include(a => a.SignedCopies).Include(a => a.Events).SingleAsync(a => a.Id == id));

    public Task<List<PecArrival>> ArrivalsAsync() =>
        Database.ReadAsync(db => db.PecArrivals.AsNoTracking().OrderBy(a => a.Id).ToListAsync());

    public static byte[] Scheda(Adhesion adhesion, PublicBody body) => AdhesionScheda.Make(
        AdhesionSchedaContent.Of(adhesion, body), new AdhesionSchedaAddresses("http://localhost/privacy", "http://localhost/scheda"),
        TestDatabase.Now);

    public static byte[] Signed(Adhesion adhesion, PublicBody body) => TestCms.Cades(Scheda(adhesion, body), TestIdentity.Mario);

    public static TestPec From(PublicBody body, string? subject = null) => new()
    {
        From = body.SuggestedPec!.Display,
        Subject = subject ?? "Trasmissione scheda di adesione",
        MessageId = $"{Guid.NewGuid():N}$1@pec.example",
        At = TestIdentity.SignedAt,
    };

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
