using System.IO.Pipelines;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Coopera.Web.Hosting;

/// <summary>
/// One answer with a public page. A kept page goes straight to the line; one that is drawn is held until it is whole, so that nobody waits
/// for the slow line of the one for whom it is drawn, and is sent afterwards.
/// </summary>
/// <param name="line">To whoever asked.</param>
/// <param name="variant">What, beside its address, tells one kept page from another; null when it is not to be kept.</param>
internal sealed class PublicAnswer(IHttpResponseBodyFeature line, ContentCoding coding, string? variant) : IHttpResponseBodyFeature
{
    /// <summary>
    /// Kept by a browser or a proxy only to be asked about again: what a page says of places and times is true when somebody reads it.
    /// </summary>
    private const string AskAgain = "public, no-cache";

    private static readonly string[] Text = ["text/", "application/json", "application/atom+xml", "application/xml", "image/svg+xml"];

    private ReadOnlyMemory<byte>? _drawn;

    public string? Variant => variant;

    /// <summary>A page, and nobody's own: neither a cookie goes with it nor did anything say that it is private.</summary>
    public bool IsForEverybody { get; private set; }

    PipeWriter IHttpResponseBodyFeature.Writer => line.Writer;

    /// <summary>The cache passes what is drawn on to here.</summary>
    Stream IHttpResponseBodyFeature.Stream => Stream.Null;

    /// <param name="page">Whole, as the site wrote it.</param>
    public ReadOnlyMemory<byte> Take(HttpResponse response, MemoryStream page)
    {
        var headers = response.Headers;
        var control = headers.CacheControl.ToString();
        IsForEverybody = response.StatusCode == StatusCodes.Status200OK && StringValues.IsNullOrEmpty(headers.SetCookie)
            && !control.Contains("no-store", StringComparison.OrdinalIgnoreCase)
            && !control.Contains("private", StringComparison.OrdinalIgnoreCase);
        if (control.Length == 0)
        {
            headers.CacheControl = StringValues.IsNullOrEmpty(headers.SetCookie) ? AskAgain : "private, no-cache";
        }

        ReadOnlyMemory<byte> bytes = page.GetBuffer().AsMemory(0, (int)page.Length);
        if (IsForEverybody)
        {
            if (IsText(response.ContentType))
            {
                headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
                if (ContentCodings.Write(page, coding) is { } shorter)
                {
                    (bytes, headers.ContentEncoding) = (shorter, ContentCodings.NameOf(coding));
                }
            }

            // Of these very bytes: each way of writing the page has its own.
            headers.ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes.Span).AsSpan(0, 16))}\"";
        }

        if (bytes.Length > 0)
        {
            response.ContentLength = bytes.Length;
        }

        _drawn = bytes;
        return bytes;
    }

    /// <summary>Nothing, when the page came from the cache: then it is sent.</summary>
    public async Task SendAsync(HttpContext context)
    {
        if (_drawn is not { } bytes)
        {
            return;
        }

        if (IsForEverybody && IsKnown(context.Request, context.Response))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            context.Response.ContentLength = null;
            context.Response.Headers.Remove(HeaderNames.ContentType);
            context.Response.Headers.Remove(HeaderNames.ContentEncoding);
        }
        else if (bytes.Length > 0)
        {
            await line.Stream.WriteAsync(bytes);
        }
    }

    Task IHttpResponseBodyFeature.StartAsync(CancellationToken cancellationToken) => line.StartAsync(cancellationToken);

    Task IHttpResponseBodyFeature.CompleteAsync() => line.CompleteAsync();

    void IHttpResponseBodyFeature.DisableBuffering() => line.DisableBuffering();

    Task IHttpResponseBodyFeature.SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken) =>
        line.SendFileAsync(path, offset, count, cancellationToken);

    private static bool IsText(string? type) =>
        Array.Exists(Text, text => type?.StartsWith(text, StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>Whoever asks has it already (RFC 9110, 13.2.2).</summary>
    private static bool IsKnown(HttpRequest request, HttpResponse response)
    {
        if (!StringValues.IsNullOrEmpty(request.Headers.IfNoneMatch))
        {
            var own = EntityTagHeaderValue.Parse(response.Headers.ETag.ToString());
            return request.GetTypedHeaders().IfNoneMatch.Any(
                tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(own, useStrongComparison: false));
        }

        return !StringValues.IsNullOrEmpty(request.Headers.IfModifiedSince)
            && response.GetTypedHeaders().LastModified <= request.GetTypedHeaders().IfModifiedSince;
    }
}
