using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace Sallyport.Console.Tests.Administration;

/// <summary>
/// What somebody does in a form. Each step is taken between two renderings: what the API answers is drawn whenever it comes, and
/// an element that was found before that is no longer the one on the page.
/// </summary>
internal static class FormSteps
{
    public static Task TypeAsync<T>(this IRenderedComponent<T> form, string selector, string text)
        where T : IComponent => form.InvokeAsync(() => form.Find(selector).Input(text));

    public static Task ChangeAsync<T>(this IRenderedComponent<T> form, string selector, object value)
        where T : IComponent => form.InvokeAsync(() => form.Find(selector).Change(value));

    public static Task ClickAsync<T>(this IRenderedComponent<T> form, string selector)
        where T : IComponent => form.InvokeAsync(() => form.Find(selector).Click());

    public static Task SubmitAsync<T>(this IRenderedComponent<T> form)
        where T : IComponent => form.InvokeAsync(() => form.Find("form").Submit());

    /// <summary>Chooses what has this label.</summary>
    public static Task ChooseAsync<T>(this IRenderedComponent<T> form, string label)
        where T : IComponent =>
        form.InvokeAsync(() => form.FindAll("label").Single(one => one.TextContent.Trim() == label).QuerySelector("input")!.Change("on"));

    /// <summary>Waits until something is there, and is as it should be.</summary>
    public static void Shows<T>(this IRenderedComponent<T> form, string selector, string text)
        where T : IComponent => form.WaitForAssertion(() => form.Find(selector).TextContent.Should().Contain(text));
}
