using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Coopera.Web.Tests.Hosting;

/// <summary>Takes what a site tells of itself: OTLP over HTTP.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _got = new();
    private readonly WebApplication _app;

    private Collector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _got.Enqueue((context.Request.Path, body.ToArray()));
            context.Response.ContentType = "application/x-protobuf"; // an empty answer takes all
        });
    }

    public string Address => _app.Urls.First();

    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector();
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>Texts stand in protobuf as they are.</summary>
    public string Of(string path) =>
        string.Concat(_got.Where(got => got.Path == path).Select(got => Encoding.Latin1.GetString(got.Body)));

    /// <summary>The newest value of a metric with these tags ("format=CSV"); of a histogram how often, and the sum.</summary>
    public (double Value, double Sum)? Last(string metric, params string[] tags)
    {
        var points = _got.Where(got => got.Path == "/v1/metrics").SelectMany(got => OtlpPoint.Read(got.Body))
            .Where(point => point.Metric == metric && tags.All(point.Tags.Contains)).ToList();
        return points.Count == 0 ? null : (points[^1].Value, points[^1].Sum);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
