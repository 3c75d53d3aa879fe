using System.Globalization;
using System.Text.Json;
using Coopera.Core.Links;
using Coopera.Domain;
using Coopera.Domain.Webinars;

namespace Coopera.Web.Public.Webinars;

/// <summary>A webinar as search engines and calendars read it in its page: schema.org/Event, as JSON-LD.</summary>
public static class EventData
{
    private const string Schema = "https://schema.org/";

    /// <summary>Nothing in it ends the element that it stands in: the serializer writes angle brackets as escapes.</summary>
    public static string Of(WebinarPage page, SiteAddresses addresses)
    {
        var webinar = page.Webinar;
        var address = addresses.Webinar(webinar.Slug);
        var data = new Dictionary<string, object>
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Event",
            ["name"] = webinar.Title,
            ["url"] = address,
            ["startDate"] = InRome(webinar.StartsAt),
            ["endDate"] = InRome(webinar.EndsAt),
            ["eventStatus"] = Schema + (page.Phase == WebinarPhase.Cancelled ? "EventCancelled" : "EventScheduled"),
            ["eventAttendanceMode"] = $"{Schema}OnlineEventAttendanceMode",
            ["location"] = Thing("VirtualLocation", ("url", address)),
            ["organizer"] = Thing("Organization", ("name", "ANCI Sicilia"), ("url", addresses.Absolute(Addresses.Public.Home))),
            ["isAccessibleForFree"] = true,
            ["inLanguage"] = "it",
        };
        if (webinar.Theme is not "")
        {
            data["description"] = webinar.Theme;
        }

        if (page.Phase is WebinarPhase.Open or WebinarPhase.NotYetOpen)
        {
            data["offers"] = Offer(page, addresses);
        }

        var speakers = page.Talks.SelectMany(talk => talk.Speakers).DistinctBy(speaker => speaker.Name).ToList();
        if (speakers.Count > 0)
        {
            data["performer"] = speakers.Select(speaker => speaker.Link is { } link
                ? Thing("Person", ("name", speaker.Name), ("url", link))
                : Thing("Person", ("name", speaker.Name)));
        }

        return JsonSerializer.Serialize(data);
    }

    private static Dictionary<string, object> Offer(WebinarPage page, SiteAddresses addresses)
    {
        var offer = Thing(
            "Offer", ("price", "0"), ("priceCurrency", "EUR"), ("url", addresses.SignUp(page.Webinar.Slug)),
            ("availability", Schema + (page.Places == PublicPlaces.Full ? "SoldOut" : "InStock")));
        if (page.Webinar.RegistrationOpensAt is { } opens)
        {
            offer["validFrom"] = InRome(opens);
        }

        return offer;
    }

    private static Dictionary<string, object> Thing(string type, params (string Name, string Value)[] values)
    {
        var thing = new Dictionary<string, object> { ["@type"] = type };
        foreach (var (name, value) in values)
        {
            thing[name] = value;
        }

        return thing;
    }

    private static string InRome(DateTimeOffset instant) =>
        RomeTime.ToRome(instant).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
