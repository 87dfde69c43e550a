"""What was decoded, as the window draws it."""

from desktop_al.loop.screen import Deep, ImageContent, Window
from desktop_al.media.picture import Picture


def contents_of(picture: Picture) -> ImageContent:
    deep = picture.deep
    return ImageContent(
        picture.pixels,
        picture.width,
        picture.height,
        deep=None
        if deep is None
        else Deep(
            deep.values,
            tuple(Window(one.name, one.centre, one.width) for one in deep.presets),
            deep.slope,
            deep.intercept,
            deep.unit,
            deep.inverted,
        ),
        frame=picture.frame,
        frames=picture.frames,
        spacing=picture.spacing,
        warnings=picture.warnings,
        tags=picture.tags,
    )
