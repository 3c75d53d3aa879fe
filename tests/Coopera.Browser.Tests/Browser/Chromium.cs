using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Browser;

/// <summary>The browser of this machine, driven by Playwright, which downloads nothing.</summary>
internal static class Chromium
{
    public const string Variable = "COOPERA_TEST_CHROMIUM";

    public const string Missing =
        $"Chromium is missing: install it (on Debian and Ubuntu: apt-get install chromium), or name its program, one that is there, in "
        + $"{Variable}.";

    /// <summary>
    /// What a window would start processes for and no page sees: suggestions below the address bar, a page kept ready for the next site.
    /// Without them two thirds less goes by outside the pages. The others are Playwright's own that matter here: the last list counts.
    /// </summary>
    private static readonly string[] Off =
    [
        "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "SpareRendererForSitePerProcess",
        "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "PaintHolding", "Translate",
        "DialMediaRouteProvider", "GlobalMediaControls", "MediaRouter", "ThirdPartyStoragePartitioning", "LensOverlay",
        "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled",
    ];

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        $"--disable-features={string.Join(',', Off)}",
    ];

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>What the variable names, else what is found where programs live; null when it is not there.</summary>
    public static string? Program
    {
        get
        {
            IEnumerable<string> candidates = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
                ? [named]
                : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Prepend("/usr/bin")
                    .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)));
            return candidates.FirstOrDefault(File.Exists);
        }
    }

    public static Task<IBrowser> StartAsync(IPlaywright playwright, string program) =>
        playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Flags });
}
