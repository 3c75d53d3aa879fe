namespace Coopera.Core.Staff;

/// <summary>"Firefox su Windows": enough for people to know their own devices again.</summary>
public static class BrowserWords
{
    // The first that is found: many browsers call themselves by the names of others as well.
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];

    public static string Of(string? userAgent) => (Find(Browsers, userAgent), Find(Systems, userAgent)) switch
    {
        (null, null) => "dispositivo sconosciuto",
        ({ } browser, null) => browser,
        (null, { } system) => system,
        var (browser, system) => $"{browser} su {system}",
    };

    private static string? Find((string Sign, string Name)[] names, string? userAgent) =>
        names.FirstOrDefault(one => userAgent?.Contains(one.Sign, StringComparison.Ordinal) == true).Name;
}
