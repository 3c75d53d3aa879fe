using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Coopera.Testing.Site;

namespace Coopera.Bench.Faults;

internal sealed record Shown(int Status, string? Location, string Html, IHtmlDocument Document, string Address)
{
    public string Heading => Document.QuerySelector("h1")?.TextContent.Trim() ?? "";

    public string ValueOf(string field) => (Document.QuerySelector($"[name='{field}']") as IHtmlInputElement)?.Value ?? "";
}

internal sealed record Attached(string Name, byte[] Content);

/// <summary>
/// Somebody who does not give up: what fails is tried again, and a form that comes back filled in is sent as it came back.
/// </summary>
internal sealed class Browser : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly HttpClient _http;
    private readonly Tally _tally;

    /// <param name="office">People of one office share a network: an address below 127.</param>
    public Browser(string site, Tally tally, int? office = null)
    {
        _tally = tally;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = office is null, // colleagues at one desk: with one's cookie the next would correct what that one sent
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    if (office is { } number)
                    {
                        var network = new IPAddress([127, (byte)(10 + (number >> 16)), (byte)(number >> 8), (byte)number]);
                        socket.Bind(new IPEndPoint(network, 0));
                    }

                    await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        })
        {
            BaseAddress = new Uri(site),
            Timeout = TimeSpan.FromSeconds(90),
        };
    }

    /// <summary>Until it is shown, or the site says something else than that it cannot just now.</summary>
    public Task<Shown> GetAsync(string address) => UntilAnsweredAsync(address, () => new HttpRequestMessage(HttpMethod.Get, address));

    public async Task<byte[]?> DownloadAsync(string address)
    {
        try
        {
            using var answer = await _http.GetAsync(address);
            return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsByteArrayAsync() : null;
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>The same form until the site has answered what became of it.</summary>
    /// <param name="mustKeep">A field that a page which says "not now" must hold as it was typed.</param>
    public async Task<Shown> SubmitAsync(
        Shown page, Dictionary<string, string> fields, string form = "main form[method=post]", Attached? file = null,
        string? mustKeep = null)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var (address, values) = FillIn(page, fields, form);
            var answer = await UntilAnsweredAsync(address, () => Request(address, values, file));
            if (answer.Status != 503 || waited.Elapsed > Patience)
            {
                return answer;
            }

            // "Quello che hai scritto non è andato perso": what comes back is sent once more.
            if (answer.Document.QuerySelector("main form[method=post]") is null
                || (mustKeep is not null && answer.ValueOf(mustKeep) != values.Last(pair => pair.Key == mustKeep).Value))
            {
                _tally.Count("503 without the form");
                _tally.IsWrong($"503 without what was typed: {answer.Heading}");
            }
            else
            {
                _tally.Count("503 with the form kept");
                (page, fields, form) = (answer, [], "main form[method=post]");
            }

            await Task.Delay(Pause);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<Shown> UntilAnsweredAsync(string address, Func<HttpRequestMessage> request)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var asked = request();
                var begin = Stopwatch.GetTimestamp();
                using var answer = await _http.SendAsync(asked);
                var html = await answer.Content.ReadAsStringAsync();
                var status = (int)answer.StatusCode;
                var isGet = asked.Method == HttpMethod.Get;
                if (status is not 502 and not 504 && !(isGet && status == 503))
                {
                    if (status == 500)
                    {
                        _tally.IsWrong($"500 for {asked.Method} {address.Split('?')[0]}");
                    }

                    return new Shown(status, answer.Headers.Location?.ToString(), html, new HtmlParser().ParseDocument(html), address);
                }

                _tally.Count(status == 503 ? "503 for a page" : "502 of the proxy");
                if (Stopwatch.GetElapsedTime(begin) > TimeSpan.FromSeconds(30))
                {
                    _tally.Count("answers after more than 30 s");
                }
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException or TaskCanceledException)
            {
                _tally.Count("broken connections");
            }

            if (waited.Elapsed > Patience)
            {
                throw new TimeoutException($"{address} was not answered within {Patience}.");
            }

            await Task.Delay(Pause);
        }
    }

    private static HttpRequestMessage Request(string address, List<KeyValuePair<string, string>> values, Attached? file)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(values) };
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        if (file is not null)
        {
            var content = new MultipartFormDataContent();
            foreach (var (name, value) in values.Where(pair => pair.Key != "file"))
            {
                content.Add(new StringContent(value), name);
            }

            content.Add(new ByteArrayContent(file.Content), "file", file.Name);
            request.Content = content;
        }

        return request;
    }

    /// <summary>As a browser would: what the form holds, in its order, and what is typed over it.</summary>
    private static (string Address, List<KeyValuePair<string, string>> Values) FillIn(
        Shown page, Dictionary<string, string> fields, string form)
    {
        var element = page.Document.QuerySelector(form) as IHtmlFormElement
            ?? throw new InvalidOperationException($"{page.Address} ({page.Status}, {page.Heading}) has no {form}.");
        var values = FormFields.Of(element);

        values.RemoveAll(pair => fields.ContainsKey(pair.Key));
        values.AddRange(fields);
        return (element.GetAttribute("action") ?? page.Address, values);
    }
}
