using System.Reflection;
using System.Text.RegularExpressions;
using Coopera.Core.Links;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Hosting;

/// <summary>What <see cref="Addresses"/> tells, the site answers.</summary>
public sealed partial class AddressTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public void Every_address_reaches_a_route()
    {
        var patterns = _site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}")
            .Where(pattern => !pattern.Contains("{*", StringComparison.Ordinal) && !pattern.EndsWith(":file}", StringComparison.Ordinal))
            .Select(pattern => pattern.Replace(".", "\\.", StringComparison.Ordinal))
            .Select(pattern => new Regex($"^{Parameter().Replace(pattern, match => match.Groups[1].Value switch
            {
                "int" or "long" => "[0-9]+",
                "guid" => "[0-9a-f-]{36}",
                _ => "[^/]+",
            })}$"))
            .ToList();

        var all = All(typeof(Addresses)).ToList();

        Assert.True(all.Count > 100, "The addresses were not found.");
        Assert.All(all, address =>
        {
            Assert.StartsWith("~/", address, StringComparison.Ordinal);
            var path = Addresses.Path(address).Split('?')[0];
            Assert.True(patterns.Exists(pattern => pattern.IsMatch(path)), $"No route answers {address}.");
        });
    }

    [Theory]
    [InlineData("/gestione/profilo/app/scollega", "/gestione/profilo/app")]
    [InlineData("/iscrizioni/abc/annulla", "/iscrizioni/abc")]
    [InlineData("/gestione/webinar/1/materiali/7", "/gestione/webinar/1/materiali")]
    [InlineData("/gestione/utenti/uno%20due/ruolo", "/gestione/utenti/uno%20due")]
    [InlineData("/gestione/esci", "/gestione")]
    public async Task Who_opens_an_address_that_only_takes_a_form_is_led_to_its_page(string address, string page)
    {
        var answer = await _site.NewVisitor().GetAsync(address);

        Assert.Equal((303, page), (answer.Status, answer.Location));
    }

    private static IEnumerable<string> All(Type type) =>
        type.GetFields().Select(field => (string)field.GetValue(null)!)
            .Concat(type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Where(method => method.Name != nameof(Addresses.Path))
                .Select(method => (string)method.Invoke(null, [.. method.GetParameters().Select(Value)])!))
            .Concat(type.GetNestedTypes().SelectMany(All));

    private static object Value(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(int) ? 1
        : parameter.ParameterType == typeof(long) ? 1L
        : parameter.ParameterType == typeof(Guid) ? Guid.NewGuid()
        : parameter.ParameterType.IsEnum ? Enum.GetValues(parameter.ParameterType).GetValue(0)!
        : "prova";

    [GeneratedRegex(@"{\w+(?::(\w+))?}")]
    private static partial Regex Parameter();
}
