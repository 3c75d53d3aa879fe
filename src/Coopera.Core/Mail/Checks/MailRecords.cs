using DnsClient;
using DnsClient.Protocol;

namespace Coopera.Core.Mail.Checks;

/// <summary>What others find when they ask whether a mail of ours is ours.</summary>
/// <param name="Mx">Servers that take mail for the domain, the first choice first; one that is empty takes none (RFC 7505).</param>
/// <param name="DmarcOf">The domain whose record <paramref name="Dmarc"/> is: the domain itself, or one above it.</param>
/// <param name="Dkim">At the name of our key; empty without one.</param>
public sealed record DomainRecords(
    string Domain, IReadOnlyList<string> Mx, IReadOnlyList<string> Spf, IReadOnlyList<string> Dmarc, string DmarcOf,
    IReadOnlyList<string> Dkim);

public sealed class MailRecords(Settings settings)
{
    /// <summary>For all questions together.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Each = TimeSpan.FromSeconds(3);

    /// <summary>Null when nobody answers.</summary>
    public async Task<DomainRecords?> LookAsync(string domain, string? dkimName, CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var client = new LookupClient(Options());
            var mx = MxAsync(client, domain, patience.Token);
            var spf = TextsAsync(client, domain, "v=spf1", patience.Token);
            var dkim = dkimName is null ? Task.FromResult<IReadOnlyList<string>>([]) : TextsAsync(client, dkimName, "", patience.Token);
            var dmarc = DmarcAsync(client, domain, patience.Token);
            await Task.WhenAll(mx, spf, dkim, dmarc);
            var (policies, policyOf) = await dmarc;
            return new DomainRecords(domain, await mx, await spf, policies, policyOf, await dkim);
        }
        catch (Exception away) when (
            !cancellationToken.IsCancellationRequested
            && away is DnsResponseException or OperationCanceledException or InvalidOperationException)
        {
            return null;
        }
    }

    private LookupClientOptions Options()
    {
        var options = settings.Mail.DnsServer is { } server ? new LookupClientOptions(server) : new LookupClientOptions();
        options.UseCache = false; // what was put right a moment ago is what is looked for
        options.Timeout = Each;
        options.Retries = 1;
        return options;
    }

    private static async Task<IReadOnlyList<string>> MxAsync(LookupClient client, string domain, CancellationToken cancellationToken) =>
        [.. (await AskAsync(client, domain, QueryType.MX, cancellationToken)).Answers.MxRecords()
            .OrderBy(record => record.Preference).Select(record => record.Exchange.Value.TrimEnd('.'))];

    /// <summary>The domain's own, else of the nearest one above it.</summary>
    private static async Task<(IReadOnlyList<string> Records, string Of)> DmarcAsync(
        LookupClient client, string domain, CancellationToken cancellationToken)
    {
        for (var of = domain; of.Contains('.', StringComparison.Ordinal); of = of[(of.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            var found = await TextsAsync(client, $"_dmarc.{of}", "v=DMARC1", cancellationToken);
            if (found.Count > 0)
            {
                return (found, of);
            }
        }

        return ([], domain);
    }

    private static async Task<IReadOnlyList<string>> TextsAsync(
        LookupClient client, string name, string beginning, CancellationToken cancellationToken) =>
        [.. (await AskAsync(client, name, QueryType.TXT, cancellationToken)).Answers.TxtRecords()
            .Select(record => string.Concat(record.Text).Trim())
            .Where(text => text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))];

    /// <summary>That a name is not there is an answer; that a server cannot say is none.</summary>
    private static async Task<IDnsQueryResponse> AskAsync(
        LookupClient client, string name, QueryType type, CancellationToken cancellationToken)
    {
        var answer = await client.QueryAsync(name, type, cancellationToken: cancellationToken);
        return answer.HasError && answer.Header.ResponseCode != DnsHeaderResponseCode.NotExistentDomain
            ? throw new DnsResponseException(answer.ErrorMessage)
            : answer;
    }
}
