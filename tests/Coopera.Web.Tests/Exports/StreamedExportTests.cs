using System.Data;
using Coopera.Core;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Coopera.Web.Tests.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Coopera.Web.Tests.Exports;

/// <summary>However long a list is: while its first rows leave, the others are still in the database.</summary>
public sealed class StreamedExportTests(StreamedExportTests.LongLists lists) : IClassFixture<StreamedExportTests.LongLists>
{
    private const int Rows = 1500; // more than what is written is gathered into before it leaves

    public static TheoryData<string> Lists =>
    [
        "/gestione/adesioni.csv?stato=Accepted", "/gestione/adesioni/referenti.csv", "/gestione/adesioni/richieste.csv",
        "/gestione/adesioni/senza-risposta.csv", "/gestione/webinar/*/iscritti.csv", "/gestione/webinar/*/attestati/elenco.csv",
    ];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task While_the_first_rows_leave_the_others_are_still_in_the_database(string list)
    {
        var address = lists.Site.ClientOptions.BaseAddress;
        var cookies = await StaffTicket.CookiesAsync(lists.Site.Services, CooperaSite.AdministratorEmail, address);
        var parts = list.Replace("*", $"{lists.Webinar}", StringComparison.Ordinal).Split('?');
        await using var body = new WatchedBody();

        var answered = await lists.Site.Server.SendAsync(http =>
        {
            http.Request.Method = HttpMethods.Get;
            http.Request.Host = new HostString(address.Authority);
            http.Request.Path = parts[0];
            http.Request.QueryString = new QueryString($"?scopo=rendicontare&{parts.ElementAtOrDefault(1)}");
            http.Request.Headers.Cookie = string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0]));
            http.Response.Body = body;
            body.IsReading = () => http.RequestServices.GetRequiredService<StreamedDb>().Db.Database.GetDbConnection()
                is NpgsqlConnection line && line.FullState.HasFlag(ConnectionState.Fetching);
        });

        Assert.Equal(200, answered.Response.StatusCode);
        Assert.True(body.Lines > Rows, $"{body.Lines} lines");
        Assert.True(body.SentWhileReading > 0, "All rows were held before the first one left.");
    }

    /// <summary>Where the answer goes: looks at each piece whether the database has more.</summary>
    private sealed class WatchedBody : MemoryStream
    {
        public Func<bool> IsReading { get; set; } = () => false;

        public int Lines { get; private set; }

        public int SentWhileReading { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Lines += buffer.Count((byte)'\n');
            SentWhileReading += buffer.Contains((byte)'\n') && IsReading() ? 1 : 0;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    public sealed class LongLists : IAsyncLifetime
    {
        private readonly PostgresSite _postgres = new();

        public CooperaSite Site => _postgres.Site;

        public int Webinar { get; private set; }

        public async ValueTask InitializeAsync()
        {
            await _postgres.InitializeAsync();
            if (Engines.WhyNot(DatabaseProvider.PostgreSql) is not null)
            {
                return;
            }

            var (webinar, _) = await Site.HeldAsync(new(DateTime.UtcNow.Date, TimeSpan.Zero), [.. Enumerable.Repeat(120, Rows)]);
            Assert.Equal(ChangeVerdict.Done, (await Site.IssueAsync(webinar)).Verdict);
            await Site.WriteAsync(async db =>
            {
                PublicBody[] bodies = [.. Enumerable.Range(900_000, 2 * Rows).Select(i =>
                    new PublicBody($"{i}", $"Comune {i}", PublicBodyKind.Municipality, "ME", "Messina", i, []))];
                db.PublicBodies.AddRange(bodies);
                await db.SaveChangesAsync();
                db.Adhesions.AddRange(bodies.Take(Rows).Select(body => Adhesions.In(AdhesionStatus.Accepted, body)));
                db.SchedaRequests.AddRange(Enumerable.Range(1, Rows).Select(i => new SchedaRequest(
                    EmailAddress.Parse($"ufficio{i}@comune.example"), null, "Cooperativa Ponti", "2026-01-01", Adhesions.Now)));
            });
            Webinar = webinar.Id;
        }

        public ValueTask DisposeAsync() => _postgres.DisposeAsync();
    }
}
