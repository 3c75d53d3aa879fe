using Coopera.Domain.Webinars;

namespace Coopera.Web.Tests.Pages;

/// <summary>
/// The site with a webinar in every state, walked from the home through every link and resource of its own; and the pages that no
/// link leads to.
/// </summary>
public sealed class CrawledSite : IAsyncLifetime
{
    private static readonly string[] Unlinked =
    [
        "/webinar/nessuno", "/webinar/chiuso/iscrizione", "/webinar/annullato/iscrizione", "/webinar/aperto/iscrizione/inviata",
        "/iscrizioni/recupera/inviata", "/iscrizioni/indirizzo-cambiato", "/iscrizioni/un-link-spezzato", "/pagina/che-non-esiste",
        "/i-miei-dati/inviata", "/i-miei-dati/chiusa", "/i-miei-dati/un-link-spezzato",
    ];

    private readonly CooperaSite _site = new(sample: true);
    private readonly Dictionary<string, Page> _pages = [];
    private readonly List<string> _broken = [];

    /// <summary>Every HTML page by its address, redirects followed.</summary>
    public IReadOnlyDictionary<string, Page> Pages => _pages;

    /// <summary>"404 /x, linked from /y".</summary>
    public IReadOnlyList<string> Broken => _broken;

    public string Sitemap { get; private set; } = "";

    /// <summary>Everything that was asked for, pages and resources.</summary>
    public HashSet<string> Visited { get; } = ["/"];

    public async ValueTask InitializeAsync()
    {
        foreach (var webinar in InEveryState(DateTimeOffset.UtcNow))
        {
            await _site.WebinarAsync(() => webinar);
        }

        var visitor = _site.NewVisitor();
        var queue = new Queue<(string Address, string From)>([("/", "")]);
        while (queue.TryDequeue(out var next))
        {
            var answer = await ArriveAsync(visitor, next.Address);
            if (answer.Status != 200)
            {
                _broken.Add($"{answer.Status} {next.Address}, linked from {next.From}");
            }
            else if (answer.Response.Content.Headers.ContentType?.MediaType == "text/html")
            {
                _pages[next.Address] = answer;
                foreach (var link in LinksOf(answer).Where(Visited.Add))
                {
                    queue.Enqueue((link, next.Address));
                }
            }
        }

        Sitemap = (await visitor.GetAsync("/sitemap.xml")).Html;
        foreach (var address in Unlinked)
        {
            _pages[address] = await visitor.GetAsync(address);
        }
    }

    public ValueTask DisposeAsync()
    {
        _site.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Addresses of this site that a page names, without their fragment.</summary>
    private static IEnumerable<string> LinksOf(Page page) => page.Document
        .QuerySelectorAll("[href], [src]")
        .Select(element => (element.GetAttribute("href") ?? element.GetAttribute("src"))!.Split('#')[0])
        .Where(address => address.StartsWith('/'));

    private static async Task<Page> ArriveAsync(Visitor visitor, string address)
    {
        var answer = await visitor.GetAsync(address);
        for (var hops = 0; answer.Location is { } location && hops < 5; hops++)
        {
            answer = await visitor.GetAsync(location);
        }

        return answer;
    }

    private static IEnumerable<Webinar> InEveryState(DateTimeOffset now)
    {
        Webinar Make(string slug, int days) => new(slug, $"Webinar {slug}", now.AddDays(days), now.AddDays(days).AddHours(2));
        yield return Make("aperto", 10);
        yield return new Webinar("posti-finiti", "Webinar al completo", now.AddDays(11), now.AddDays(11).AddHours(2)) { Capacity = 0 };
        yield return new Webinar("non-ancora", "Webinar non ancora aperto", now.AddDays(12), now.AddDays(12).AddHours(2))
        {
            RegistrationOpensAt = now.AddDays(5),
        };
        yield return new Webinar("chiuso", "Webinar a iscrizioni chiuse", now.AddDays(13), now.AddDays(13).AddHours(2))
        {
            RegistrationClosesAt = now.AddDays(-1),
        };
        yield return Make("concluso", -10);
        var cancelled = Make("annullato", 14);
        cancelled.Publish();
        cancelled.Cancel("Lo riproporremo in autunno.");
        yield return cancelled;
    }
}
