using System.Diagnostics;
using System.IO.Compression;
using System.Net;

namespace Coopera.Web.Tests.Hosting;

/// <summary>The site as it goes to a server: published, its assets fingerprinted, compressed and within their budgets.</summary>
public sealed class PublishedSiteTests(PublishedSiteTests.Publication publication) : IClassFixture<PublishedSiteTests.Publication>
{
    private const int Kilobyte = 1024;

    [Theory]
    [InlineData("coopera.css", 45)]
    [InlineData("coopera.js", 45)]
    [InlineData("sprite.svg", 6)]
    public async Task Styles_script_and_icons_keep_their_budget_in_brotli(string file, int kilobytes)
    {
        var published = Path.Combine(publication.Dist, file);
        Assert.True(new FileInfo(published).Length > 500, $"{file} is empty.");

        Assert.InRange(await BrotliAsync(published), 1, kilobytes * Kilobyte);
        Assert.InRange(new FileInfo($"{published}.br").Length, 1, kilobytes * Kilobyte);
    }

    [Fact]
    public void All_the_fonts_together_keep_their_budget()
    {
        var fonts = Directory.GetFiles(Path.Combine(publication.Dist, "fonts"), "*.woff2");

        Assert.Equal(6, fonts.Length);
        Assert.InRange(fonts.Sum(font => new FileInfo(font).Length), 1, 60 * Kilobyte);
    }

    [Fact]
    public void The_style_sheet_calls_no_other_site_and_does_not_wear_the_colour_of_the_central_administrations()
    {
        var css = File.ReadAllText(Path.Combine(publication.Dist, "coopera.css"));

        Assert.DoesNotContain("url(http", css.Replace("\"", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(//", css.Replace("\"", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", css, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("#06c", css, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("#0066cc", css, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void No_script_is_published_that_no_page_uses()
    {
        var root = Path.GetDirectoryName(publication.Dist)!;
        var scripts = Directory.GetFiles(root, "*.js", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file));

        Assert.All(scripts, script => Assert.StartsWith("dist", script, StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(root, "_framework")));
    }

    [Fact]
    public void The_front_end_is_not_built_again_when_nothing_changed() =>
        Assert.DoesNotContain("Building the front end", publication.SecondBuild, StringComparison.Ordinal);

    [Fact]
    public async Task Assets_are_served_compressed_and_for_long()
    {
        using var site = await publication.StartAsync();
        using var client =
            new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = site.Address };
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await client.GetStringAsync("/"));
        foreach (var address in new[]
        {
            page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!,
            page.QuerySelector("script[src]")!.GetAttribute("src")!,
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.AcceptEncoding.ParseAdd("br");
            using var answer = await client.SendAsync(request);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("br", answer.Content.Headers.ContentEncoding.Single());
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            AnswerHeadersTests.AssertStrict(answer);
        }
    }

    [Fact]
    public async Task A_file_that_is_gone_is_not_found()
    {
        using var site = await publication.StartAsync();
        using var client =
            new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = site.Address };
        Assert.NotEmpty(await client.GetByteArrayAsync("/dist/passkeys.js"));
        var files = Directory.GetFiles(publication.Dist, "passkeys.js*"); // compressed ones, too
        Array.ForEach(files, file => File.Move(file, $"{file}-away"));
        try
        {
            using var answer = await client.GetAsync("/dist/passkeys.js");

            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        finally
        {
            Array.ForEach(files, file => File.Move($"{file}-away", file));
        }
    }

    [Fact]
    public async Task A_fault_shows_an_id_that_the_console_holds_and_stopping_it_politely_ends_it_with_code_0()
    {
        using var site = await publication.StartAsync();
        using var client = new HttpClient { BaseAddress = site.Address };
        DropPressReleases(site.Folder);

        var page = await client.GetAsync("/comunicati");
        var html = await page.Content.ReadAsStringAsync();
        site.Terminate();
        var code = await site.EndAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, page.StatusCode);
        var id = System.Text.RegularExpressions.Regex.Match(html, "<strong>([0-9A-F]{10})</strong>").Groups[1].Value;
        Assert.Contains(site.Lines, line => line.Contains($"Request {id} failed", StringComparison.Ordinal));
        Assert.Contains(site.Lines, line => line.Contains("GET /comunicati answered 500", StringComparison.Ordinal));
        Assert.Equal(0, code);
    }

    private static void DropPressReleases(string folder)
    {
        using var connection =
            new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "coopera.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "ALTER TABLE PressReleases RENAME TO Elsewhere";
        command.ExecuteNonQuery();
    }

    private static async Task<long> BrotliAsync(string file)
    {
        using var packed = new MemoryStream();
        await using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await brotli.WriteAsync(await File.ReadAllBytesAsync(file));
        }

        return packed.Length;
    }

    /// <summary>One publication for all of these tests.</summary>
    public sealed class Publication : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("coopera-published-").FullName;

        private readonly string _data = Directory.CreateTempSubdirectory("coopera-published-data-").FullName;

        public string Dist => Path.Combine(_folder, "wwwroot", "dist");

        public string SecondBuild { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            var project = Path.Combine(Repository.Root, "src", "Coopera.Web", "Coopera.Web.csproj");
            if (StartedProgram.PublishedFolder is { } published)
            {
                Copy(published, _folder); // files are taken away here, and others use it
            }
            else
            {
                await PublishAsync(project);
            }

            (var built, SecondBuild) = await RunAsync(
                "build", project, "--configuration", "Release", "--no-restore", "--verbosity", "minimal");
            Assert.True(built, SecondBuild);
        }

        private async Task PublishAsync(string project)
        {
            string[] publish = ["publish", project, "--configuration", "Release", "--output", _folder, "--verbosity", "minimal"];
            var (published, output) = await RunAsync(publish);
            if (!published && output.Contains("NU110", StringComparison.Ordinal))
            {
                // Machine code takes packages that not every source has; what is looked at here is there without it, too.
                (published, output) = await RunAsync([.. publish, "-p:PublishReadyToRun=false"]);
            }

            Assert.True(published, output);
        }

        private static void Copy(string from, string to)
        {
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }

        public ValueTask DisposeAsync()
        {
            Directory.Delete(_folder, recursive: true);
            Directory.Delete(_data, recursive: true);
            return ValueTask.CompletedTask;
        }

        /// <summary>On an empty data folder.</summary>
        internal Task<StartedProgram> StartAsync() => StartedProgram.ServeAsync(
            Directory.CreateDirectory(Path.Combine(_data, $"{Guid.NewGuid():N}")).FullName,
            published: _folder);

        private static async Task<(bool Well, string Output)> RunAsync(params string[] arguments)
        {
            var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, WorkingDirectory = Repository.Root };

            // No server that outlives the test, and nothing from the run this test is part of.
            start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
            start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
            foreach (var name in start.Environment.Keys.Where(
                key => key.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)
                    || key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) && key != "MSBUILDDISABLENODEREUSE").ToList())
            {
                start.Environment.Remove(name);
            }

            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode == 0, output);
        }
    }
}
