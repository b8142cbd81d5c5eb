/** Positions are in device px from the top left; colours have straight alpha. */
export const vertexShader = `#version 300 es
uniform vec2 scale;
layout(location=0) in vec2 position;
layout(location=1) in vec2 uv;
layout(location=2) in vec4 colour;
out vec2 at;
out vec4 tint;
void main(){at=uv;tint=colour;gl_Position=vec4(position*scale*vec2(2,-2)+vec2(-1,1),0,1);}`;

export const fragmentShader = `#version 300 es
precision mediump float;
uniform sampler2D picture;
in vec2 at;
in vec4 tint;
out vec4 pixel;
void main(){pixel=tint*texture(picture,at);}`;
