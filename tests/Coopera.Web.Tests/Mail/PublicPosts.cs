using System.Reflection;
using Coopera.Core.Coordination;
using Coopera.Core.Links;
using Coopera.Domain.Ratings;
using Coopera.Web.Public.Ratings;
using Coopera.Web.Shared;
using Coopera.Web.Tests.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Mail;

/// <summary>All that somebody without an account can send, read off the site itself: a new form is in it from its first day.</summary>
internal sealed class PublicPosts
{
    private readonly CooperaSite _site;
    private readonly Visitor _visitor;
    private readonly List<SiteRoute> _routes;
    private readonly HashSet<string> _mailboxes = [];

    private PublicPosts(CooperaSite site, List<SiteRoute> routes) => (_site, _visitor, _routes) = (site, site.NewVisitor(), routes);

    public IReadOnlyList<SiteRoute> Routes => _routes;

    public static async Task<PublicPosts> OfAsync(CooperaSite site) =>
        new(site, [.. (await EveryRoute.OfAsync(site)).Where(route => route.Methods.Contains("POST") && IsOpen(route))]);

    /// <summary>The mailboxes that the sender reads: their links are used, those of others are not.</summary>
    public void Owns(string address) => _mailboxes.Add(address);

    /// <param name="choose">What is typed into a field, by its name.</param>
    public async Task<int> SendAsync(SiteRoute route, Func<string, Type, string?> choose, Random random)
    {
        // Forms of signing in have a token.
        var values = new List<KeyValuePair<string, string>>();
        if (route.IsStaff)
        {
            values.Add(KeyValuePair.Create("__RequestVerificationToken", (await _visitor.GetAsync("/gestione/accesso")).Token.Value));
        }

        var action = route.Endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()!;
        var takesFile = false;
        foreach (var parameter in action.Parameters.Cast<ControllerParameterDescriptor>())
        {
            takesFile |= parameter.ParameterType == typeof(IFormFile);
            if (parameter.ParameterType == typeof(CancellationToken)
                || route.Pattern.Contains($"{{{parameter.Name}", StringComparison.Ordinal))
            {
                continue;
            }

            var fields = IsSimple(parameter.ParameterType)
                ? [(parameter.Name, parameter.ParameterType)]
                : parameter.ParameterType.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite)
                    .Select(p => (p.Name, p.PropertyType));
            values.AddRange(fields.SelectMany(WithRows).Where(field => IsSimple(field.Item2))
                .Select(field => (field.Item1, Value: choose(
                    field.Item1[(field.Item1.LastIndexOf('.') + 1)..], Nullable.GetUnderlyingType(field.Item2) ?? field.Item2)))
                .Where(field => field.Value is not null).Select(field => KeyValuePair.Create(
                    field.Item1, field.Item1.EndsWith("[1].FirstName", StringComparison.Ordinal) ? $"{field.Value} Pia" : field.Value!)));
        }

        if (route.Pattern == "/valutazione")
        {
            // As it stands on the page of who has just signed up.
            values.RemoveAll(value => value.Key == nameof(RatingForm.Ticket));
            values.Add(KeyValuePair.Create(nameof(RatingForm.Ticket), _site.Services.GetRequiredService<Receipts>()
                .Issue("/valutazione", new RatingTicket(RatedService.SignUp, Guid.NewGuid()))));
        }

        using var content = takesFile ? Multipart(values) : (HttpContent)new FormUrlEncodedContent(values);
        return (await _visitor.SendAsync(await AddressAsync(route, random), content)).Status;
    }

    /// <summary>With a link that the sender has at this moment, where the address holds one.</summary>
    private async Task<string> AddressAsync(SiteRoute route, Random random)
    {
        await using var scope = _site.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        if (route.Pattern.StartsWith("/iscrizioni/{token}", StringComparison.Ordinal))
        {
            var theirs = (await _site.ReadAsync(db => db.Registrations.AsNoTracking().ToListAsync()))
                .Where(r => _mailboxes.Contains(r.EmailKey)).ToList();
            return theirs.Count == 0 ? route.Address : route.Pattern.Replace("{token}", services.GetRequiredService<PersonalLinks>().Token(
                theirs[random.Next(theirs.Count)] is var r ? new PersonalLink(r.Id, r.LinkVersion) : default), StringComparison.Ordinal);
        }

        if (route.Pattern.StartsWith("/coordinamento/adesione/{token}", StringComparison.Ordinal))
        {
            // Whoever once had the link of an adhesion keeps it, whatever address is in it now.
            var all = await _site.ReadAsync(db => db.Adhesions.AsNoTracking().Where(a => a.PrivacyNoticeReadAt != null).ToListAsync());
            return all.Count == 0 ? route.Address : route.Pattern.Replace("{token}", services.GetRequiredService<AdhesionLinks>().Token(
                all[random.Next(all.Count)] is var a ? new PersonalLink(a.Id, a.LinkVersion) : default), StringComparison.Ordinal);
        }

        if (route.Pattern.StartsWith("/webinar/{slug}", StringComparison.Ordinal))
        {
            var slugs = await _site.ReadAsync(db => db.Webinars.OrderBy(w => w.Id).Select(w => w.Slug).ToListAsync());
            return route.Pattern.Replace("{slug}", slugs[random.Next(slugs.Count)], StringComparison.Ordinal);
        }

        return route.Address;
    }

    private static MultipartFormDataContent Multipart(List<KeyValuePair<string, string>> values)
    {
        var content = new MultipartFormDataContent();
        values.ForEach(value => content.Add(new StringContent(value.Value), value.Key));
        content.Add(new ByteArrayContent(TestPdf.Plain()), "file", "scheda.pdf");
        return content;
    }

    /// <summary>Of a list of rows, the fields of the first two.</summary>
    private static IEnumerable<(string, Type)> WithRows((string Name, Type Type) field) =>
        field.Type.IsGenericType && field.Type.GetGenericTypeDefinition() == typeof(List<>)
            && field.Type.GetGenericArguments()[0] is { IsClass: true } row && row != typeof(string)
            ? Enumerable.Range(0, 2).SelectMany(index => row.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => p.CanWrite).Select(p => ($"{field.Name}[{index}].{p.Name}", p.PropertyType)))
            : [field];

    private static bool IsOpen(SiteRoute route) => !route.IsStaff || route.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        || route.Endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Count == 0;

    private static bool IsSimple(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(string) || plain == typeof(bool) || plain == typeof(long) || plain == typeof(int) || plain.IsEnum;
    }
}
