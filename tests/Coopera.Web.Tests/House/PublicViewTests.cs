using System.Reflection;
using Coopera.Domain.Webinars;
using Coopera.Web.Public.Registrations;
using Microsoft.AspNetCore.Mvc.Razor;

namespace Coopera.Web.Tests.House;

/// <summary>What a public page is given it could show by mistake: none is given how to get into a webinar.</summary>
public sealed class PublicViewTests
{
    public static TheoryData<string> Views => [.. PublicViews().Select(view => view.Name).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Views))]
    public void A_public_view_is_given_no_webinar_whole_and_no_link_to_join_it(string view)
    {
        var reached = Reach(ModelOf(PublicViews().Single(type => type.Name == view)));

        Assert.DoesNotContain(typeof(Webinar), reached);
        Assert.DoesNotContain(
            reached.SelectMany(Members),
            member => member.Name.Contains("JoinLink", StringComparison.Ordinal));
    }

    [Fact]
    public void The_reading_finds_what_hides_in_lists_and_records()
    {
        Assert.True(Views.Count > 30, "The public views were not found.");
        Assert.Contains(typeof(Webinar), Reach(typeof(IReadOnlyList<Holder>)));
        Assert.Contains(typeof(PersonalPage), PublicViews().Select(ModelOf));
    }

    private sealed record Holder(Dictionary<int, Webinar> Hidden);

    private static IEnumerable<Type> PublicViews() =>
        typeof(Program).Assembly.GetTypes()
            .Where(type => type.Name.StartsWith("Public_", StringComparison.Ordinal) && typeof(RazorPage).IsAssignableFrom(type));

    private static Type ModelOf(Type view)
    {
        var page = view.BaseType!;
        return page.IsGenericType ? page.GenericTypeArguments[0] : typeof(object);
    }

    private static HashSet<Type> Reach(Type first)
    {
        var (reached, waiting) = (new HashSet<Type>(), new Stack<Type>([first]));
        while (waiting.TryPop(out var type))
        {
            if (reached.Add(type))
            {
                Type[] element = type.HasElementType ? [type.GetElementType()!] : [];
                foreach (var next in type.GenericTypeArguments.Concat(element).Concat(
                    Members(type).Select(property => property.PropertyType)))
                {
                    waiting.Push(next);
                }
            }
        }

        return reached;
    }

    private static IEnumerable<PropertyInfo> Members(Type type) =>
        type.Assembly.GetName().Name!.StartsWith("Coopera", StringComparison.Ordinal)
        ? type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        : [];
}
